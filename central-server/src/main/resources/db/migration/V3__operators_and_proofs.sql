-- An operator without a location may work nowhere ('*' is everywhere), and a suspension that has ended is remembered: what was done
-- during it still does not count.
alter table operator add column reinstated_at timestamptz;

drop view book.operator;
create view book.operator as
    select o.tenant_id, o.id::text as id, o.version, o.login, o.name, o.role, o.read_only,
        case when o.all_locations then '*'
             else coalesce((select string_agg(l.location_id::text, ' ' order by l.location_id::text) from operator_location l
                            where l.tenant_id = o.tenant_id and l.operator_id = o.id), '') end as locations,
        case when o.state = 'suspended' then coalesce(o.suspended_at, o.created_at) else o.suspended_at end as suspended_at,
        case when o.state = 'active' then o.reinstated_at end as reinstated_at
    from operator o;
update operator set version = nextval('book.version');

-- A proof is of the desk where the code was given back, so that a snapshot can bring it.
alter table book.proof add column desk text;
update book.proof p set desk = o.desk_id::text, version = nextval('book.version')
    from otp o where o.tenant_id = p.tenant_id and o.proof = p.id::uuid;
create index proof_of_desk on book.proof (tenant_id, desk, expires_at);
