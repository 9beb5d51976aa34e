-- What the rules read (schema book), what desks sent (entry, chain), the ledger, and the feed.
-- The tables of book mirror guichet.domain.rules.Tables column by column; a test compares them.

create schema book;

-- Grows with every change of any row: of two versions of a row the newer stands.
create sequence book.version;

-- Locations, desks and operators are kept by the access side; the rules read them here.
alter table location add column version bigint not null default nextval('book.version');
alter table desk add column version bigint not null default nextval('book.version');
alter table operator add column version bigint not null default nextval('book.version'), add column suspended_at timestamptz;

create view book.location as
    select tenant_id, id::text as id, version, name, zone, gaming_day_start_hour::bigint as day_start_hour, currency from location;
create view book.desk as
    select tenant_id, id::text as id, version, location_id::text as location, name from desk;
create view book.operator as
    select o.tenant_id, o.id::text as id, o.version, o.login, o.name, o.role, o.read_only,
        coalesce((select string_agg(l.location_id::text, ' ' order by l.location_id::text) from operator_location l
                  where l.tenant_id = o.tenant_id and l.operator_id = o.id and not o.all_locations), '') as locations,
        case when o.state = 'suspended' then coalesce(o.suspended_at, o.created_at) end as suspended_at
    from operator o;

create table book.policy (
    tenant_id uuid not null, id text not null, version bigint not null,
    steps text,
    primary key (tenant_id, id)
);
create table book.member (
    tenant_id uuid not null, id text not null, version bigint not null,
    status text, profile text, registered_at timestamptz, claim text,
    primary key (tenant_id, id)
);
create table book.alias (
    tenant_id uuid not null, id text not null, version bigint not null,
    member text, claim text,
    primary key (tenant_id, id)
);
create table book.card (
    tenant_id uuid not null, id text not null, version bigint not null,
    public_id text, status text, member text, location text, issue_date date, expiry_date date, assigned_at timestamptz, claim text,
    primary key (tenant_id, id)
);
create index card_of_member on book.card (tenant_id, member) where member is not null;
create table book.proof (
    tenant_id uuid not null, id text not null, version bigint not null,
    member text, purpose text, verified_at timestamptz, expires_at timestamptz, used_by text,
    primary key (tenant_id, id)
);
create table book.allowance (
    tenant_id uuid not null, id text not null, version bigint not null,
    desk text, location text, currency text, per_operation bigint, total bigint, count_limit bigint,
    valid_from timestamptz, valid_until timestamptz, used_total bigint, used_count bigint, signature text,
    primary key (tenant_id, id)
);
create index allowance_of_desk on book.allowance (tenant_id, desk, valid_until);
create table book.case_file (
    tenant_id uuid not null, id text not null, version bigint not null,
    kind text, operation text, location text, code text, opened_at timestamptz, currency text, amount bigint,
    resolution text, resolved_by text, resolved_at timestamptz,
    primary key (tenant_id, id)
);
create index case_of_location on book.case_file (tenant_id, location, id);

-- Only accounts with a balance row: members and holds. The others are folds of ledger_entry.
create table book.balance (
    tenant_id uuid not null, id text not null, version bigint not null,
    minor bigint,
    primary key (tenant_id, id)
);
-- Personal data, by digest. Erasing sets both columns to null and keeps the row.
create table book.side (
    tenant_id uuid not null, id text not null, version bigint not null,
    salt text, content text,
    primary key (tenant_id, id)
);
-- The key under which personal aliases are digested; desks of the licencee hold it too.
create table book.alias_key (
    tenant_id uuid not null primary key references licencee (tenant_id),
    key bytea not null
);

-- Passwords of members for their own portal; never in the feed.
create table member_secret (
    tenant_id   uuid not null,
    member      text not null,
    secret_hash text not null,
    primary key (tenant_id, member)
);

-- How far each desk's chain goes.
create table chain (
    tenant_id         uuid        not null,
    desk_id           uuid        not null,
    incarnation       uuid        not null,
    sequence          bigint      not null,
    hash              bytea       not null,
    last_effective_at timestamptz not null,
    forked_at         timestamptz,
    primary key (tenant_id, desk_id, incarnation),
    foreign key (tenant_id, desk_id) references desk (tenant_id, id)
);

-- Every entry ever received, bytes verbatim, and its verdict. Nothing is ever deleted; bytes and verdicts never change.
create table entry (
    tenant_id    uuid        not null,
    id           uuid        not null,
    kind         text        not null check (kind in ('operation', 'told')),
    desk_id      uuid        not null,
    incarnation  uuid,
    sequence     bigint,
    bytes        bytea       not null,
    approval     bytea,
    hash         bytea,
    received_at  timestamptz not null,
    effective_at timestamptz not null,
    verdict      bytea,
    outcome      text check (outcome in ('applied', 'rejected', 'conflict')),
    judged_at    timestamptz,
    held_why     text,
    waits_on     uuid,
    withdrawn_by uuid,
    primary key (tenant_id, id),
    check ((verdict is null) = (outcome is null)),
    check (verdict is not null or held_why is not null),
    foreign key (tenant_id, desk_id) references desk (tenant_id, id)
);
create unique index entry_of_chain on entry (tenant_id, desk_id, incarnation, sequence) where sequence is not null;
create index entry_held on entry (tenant_id, received_at) where verdict is null;

-- An id that came again at another place of a chain. With the same body it is simply known; with another body it is an alarm.
create table entry_again (
    tenant_id   uuid        not null,
    desk_id     uuid        not null,
    incarnation uuid        not null,
    sequence    bigint      not null,
    id          uuid        not null,
    same_body   boolean     not null,
    bytes       bytea       not null,
    approval    bytea,
    hash        bytea       not null,
    received_at timestamptz not null,
    primary key (tenant_id, desk_id, incarnation, sequence)
);

create function keep_entry() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'entries are never deleted';
    end if;
    if new.bytes is distinct from old.bytes or new.hash is distinct from old.hash or new.approval is distinct from old.approval
        or new.sequence is distinct from old.sequence or new.id is distinct from old.id
        or (old.verdict is not null and new.verdict is distinct from old.verdict) then
        raise exception 'bytes and verdicts never change';
    end if;
    return new;
end $$;
create trigger entry_kept before update or delete on entry for each row execute function keep_entry();

-- Double entry: the lines of one source sum to zero per currency. Credits are positive.
create table ledger_entry (
    tenant_id    uuid        not null,
    source       uuid        not null,
    line         int         not null,
    account      text        not null,
    currency     text        not null,
    minor        bigint      not null,
    effective_at timestamptz not null,
    posted_at    timestamptz not null,
    primary key (tenant_id, source, line)
);
comment on column ledger_entry.source is 'the entry that caused it, or the import that brought an opening balance';
create index ledger_of_account on ledger_entry (tenant_id, account, effective_at);
create function keep_ledger() returns trigger language plpgsql as $$
begin
    raise exception 'ledger entries are never changed; corrections are new operations';
end $$;
create trigger ledger_kept before update or delete on ledger_entry for each row execute function keep_ledger();

-- Written in the transaction of its effects; numbered after commit by one publisher, whole transactions only.
create table feed_outbox (
    seq       bigint generated always as identity primary key,
    txn       bigint not null,
    tenant_id uuid   not null,
    scope     text   not null,
    tbl       text   not null,
    key       text   not null,
    version   bigint not null,
    body      text
);
create sequence feed_txn;
create sequence feed_position;
create table feed (
    position  bigint not null primary key,
    txn       bigint not null,
    tenant_id uuid   not null,
    scope     text   not null,
    tbl       text   not null,
    key       text   not null,
    version   bigint not null,
    body      text
);
create index feed_of_scope on feed (tenant_id, scope, position);
-- Another epoch after a restore; another scope version after a bulk import.
create table feed_state (
    only_one boolean not null primary key default true check (only_one),
    epoch    text    not null
);
create table feed_scope (
    tenant_id uuid   not null primary key references licencee (tenant_id),
    version   bigint not null
);
