-- Incidents, the catalogue of services they affect, and the journal of every change below them.
create sequence service_seq start with 1 increment by 50;
create sequence incident_seq start with 1 increment by 1;
create sequence change_seq start with 1 increment by 50;

create table service (
    id                bigint primary key,
    slug              varchar(60) not null,
    name              varchar(100) not null,
    description       varchar(2000),
    owner             varchar(100),
    anonymous_reports boolean not null,
    public_page       boolean not null,
    version           integer not null,
    constraint service_slug unique (slug)
);

create table service_platform (
    service_id bigint not null references service on delete cascade,
    position   integer not null,
    platform   varchar(20) not null,
    primary key (service_id, position)
);

create table service_region (
    service_id bigint not null references service on delete cascade,
    position   integer not null,
    region     varchar(100) not null,
    primary key (service_id, position)
);

create table service_symptom (
    service_id bigint not null references service on delete cascade,
    position   integer not null,
    symptom    varchar(200) not null,
    primary key (service_id, position)
);

create table incident (
    id          bigint primary key,
    title       varchar(200) not null,
    summary     varchar(10000),
    severity    varchar(10) not null,
    status      varchar(20) not null,
    zone        varchar(60) not null,
    restricted  boolean not null,
    declared_at timestamp(6) with time zone not null,
    recorded_at timestamp(6) with time zone not null,
    revision    integer not null
);

create index incident_newest on incident (declared_at desc, id desc);

create table incident_service (
    incident_id bigint not null references incident,
    position    integer not null,
    service_id  bigint not null references service,
    primary key (incident_id, position)
);

create index incident_service_service on incident_service (service_id);

create table incident_member (
    incident_id bigint not null references incident,
    user_id     bigint not null references app_user,
    primary key (incident_id, user_id)
);

create table incident_tag (
    incident_id bigint not null references incident,
    position    integer not null,
    tag         varchar(60) not null,
    primary key (incident_id, position)
);

create table milestone (
    incident_id bigint not null references incident,
    name        varchar(30) not null,
    at_instant  timestamp(6) with time zone not null,
    known_to    varchar(10) not null,
    entry_no    integer,
    by_hand     boolean not null,
    primary key (incident_id, name)
);

create table role_holder (
    incident_id bigint not null references incident,
    role        varchar(60) not null,
    person      varchar(254) not null,
    since       timestamp(6) with time zone not null,
    primary key (incident_id, role)
);

create table change (
    id          bigint primary key,
    incident_id bigint not null references incident,
    revision    integer not null,
    recorded_at timestamp(6) with time zone not null,
    user_id     bigint references app_user,
    kind        varchar(20) not null,
    item_no     integer not null,
    what        varchar(20) not null,
    reason      varchar(2000),
    item        varchar(1000000) not null,
    constraint change_revision unique (incident_id, revision)
);

create index change_of_item on change (incident_id, kind, item_no, revision);
