-- Who may come in: licencees, locations, operators, desks. tenant_id (the licencee) leads every key.
-- PostgreSQL 15 is enough; identifiers are UUIDv7 made by the server.

create table licencee (
    tenant_id  uuid        not null primary key,
    name       text        not null,
    seed_id    text        unique,
    created_at timestamptz not null
);

create table location (
    tenant_id              uuid        not null references licencee (tenant_id),
    id                     uuid        not null,
    name                   text        not null,
    zone                   text        not null,
    gaming_day_start_hour  int         not null check (gaming_day_start_hour between 0 and 23),
    currency               text        not null check (currency ~ '^[A-Z]{3}$'),
    seed_id                text,
    created_at             timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, seed_id)
);

create table operator (
    tenant_id     uuid        not null references licencee (tenant_id),
    id            uuid        not null,
    login         text        not null check (login = lower(login)),
    name          text        not null,
    role          text        not null check (role in ('cashier', 'floor', 'supervisor', 'admin')),
    read_only     boolean     not null default false,
    all_locations boolean     not null default false,
    secret_hash   text        not null,
    state         text        not null check (state in ('active', 'suspended')),
    wrong_tries   int         not null default 0,
    locked_until  timestamptz,
    seed_id       text,
    created_at    timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, login),
    unique (tenant_id, seed_id)
);

create table operator_location (
    tenant_id   uuid not null,
    operator_id uuid not null,
    location_id uuid not null,
    primary key (tenant_id, operator_id, location_id),
    foreign key (tenant_id, operator_id) references operator (tenant_id, id),
    foreign key (tenant_id, location_id) references location (tenant_id, id)
);

create table desk (
    tenant_id   uuid        not null,
    id          uuid        not null,
    location_id uuid        not null,
    name        text        not null,
    kind        text        not null check (kind in ('counter', 'cage', 'gate', 'machines')),
    public_key  bytea       not null,
    incarnation uuid        not null,
    state       text        not null check (state in ('active', 'suspended', 'lost')),
    enrolled_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, location_id) references location (tenant_id, id)
);

-- A desk knows its id but not its tenant when it asks for a challenge.
create index desk_by_id on desk (id);

create table enrolment_code (
    tenant_id   uuid        not null,
    selector    text        not null,
    secret_hash bytea       not null,
    location_id uuid        not null,
    made_by     uuid,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    wrong_tries int         not null default 0,
    used_at     timestamptz,
    used_by     uuid,
    primary key (tenant_id, selector),
    foreign key (tenant_id, location_id) references location (tenant_id, id)
);

create table desk_challenge (
    tenant_id  uuid        not null,
    desk_id    uuid        not null,
    hash       bytea       not null,
    expires_at timestamptz not null,
    primary key (tenant_id, desk_id, hash),
    foreign key (tenant_id, desk_id) references desk (tenant_id, id)
);

-- The keys of approvals that an operator gives at a desk; the newest one stands, older ones still verify what they signed.
create table approval_key (
    tenant_id   uuid        not null,
    operator_id uuid        not null,
    desk_id     uuid        not null,
    public_key  bytea       not null,
    since       timestamptz not null,
    primary key (tenant_id, operator_id, desk_id, public_key),
    foreign key (tenant_id, operator_id) references operator (tenant_id, id),
    foreign key (tenant_id, desk_id) references desk (tenant_id, id)
);

-- Tokens are kept as SHA-256 of 256 random bits; a token is good while its row is here, not expired, and its owner is active.
create table access_token (
    tenant_id   uuid        not null references licencee (tenant_id),
    hash        bytea       not null,
    kind        text        not null check (kind in ('desk', 'operator')),
    desk_id     uuid,
    incarnation uuid,
    operator_id uuid,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    primary key (tenant_id, hash),
    foreign key (tenant_id, desk_id) references desk (tenant_id, id),
    foreign key (tenant_id, operator_id) references operator (tenant_id, id)
);

create index access_token_of_operator on access_token (tenant_id, operator_id) where operator_id is not null;
create index access_token_of_desk on access_token (tenant_id, desk_id) where desk_id is not null;
create index access_token_expiry on access_token (expires_at);

create table otp (
    tenant_id   uuid        not null references licencee (tenant_id),
    id          uuid        not null,
    member      text        not null,
    purpose     text        not null,
    number_hash bytea       not null,
    code_hash   bytea       not null,
    desk_id     uuid,
    operator_id uuid,
    sent_at     timestamptz not null,
    expires_at  timestamptz not null,
    wrong_tries int         not null default 0,
    state       text        not null check (state in ('live', 'used', 'replaced', 'spent')),
    proof       uuid,
    verified_at timestamptz,
    primary key (tenant_id, id)
);

create index otp_of_number on otp (tenant_id, number_hash, sent_at);
create index otp_live on otp (tenant_id, member, purpose) where state = 'live';

-- What was sent to whom, without the number and without the code.
create table message_log (
    tenant_id uuid        not null references licencee (tenant_id),
    id        uuid        not null,
    at        timestamptz not null,
    channel   text        not null check (channel in ('sms', 'mail')),
    purpose   text        not null,
    subject   uuid,
    outcome   text        not null check (outcome in ('sent', 'failed')),
    primary key (tenant_id, id)
);

create table audit (
    tenant_id uuid        not null references licencee (tenant_id),
    id        uuid        not null,
    at        timestamptz not null,
    actor     text        not null,
    action    text        not null,
    subject   text        not null,
    detail    jsonb       not null,
    primary key (tenant_id, id)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;

create trigger audit_is_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_is_never_emptied before truncate on audit for each statement execute function refuse_change();
