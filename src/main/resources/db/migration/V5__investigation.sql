-- What is found out about incidents. What it was like before a change is in the journal.
create sequence symptom_seq start with 1 increment by 50;
create sequence cause_seq start with 1 increment by 50;
create sequence impact_seq start with 1 increment by 50;
create sequence workaround_seq start with 1 increment by 50;
create sequence signal_seq start with 1 increment by 50;

create table symptom (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    item_no           integer not null,
    statement         varchar(2000) not null,
    platform          varchar(20),
    first_seen_at     timestamp(6) with time zone,
    last_seen_at      timestamp(6) with time zone,
    share_percent     numeric(5, 2),
    audience          varchar(10) not null,
    recorded_at       timestamp(6) with time zone not null,
    author_id         bigint references app_user,
    retracted_because varchar(2000),
    version           integer not null,
    constraint symptom_no unique (incident_id, item_no)
);

create table symptom_region (
    symptom_id bigint not null references symptom,
    position   integer not null,
    region     varchar(100) not null,
    primary key (symptom_id, position)
);

create table symptom_service (
    symptom_id   bigint not null references symptom,
    position     integer not null,
    service_slug varchar(60) not null references service (slug),
    primary key (symptom_id, position)
);

create index symptom_service_service on symptom_service (service_slug);

create table cause (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    item_no           integer not null,
    statement         varchar(2000) not null,
    category          varchar(20),
    part              varchar(30),
    state             varchar(20) not null,
    confidence        varchar(10),
    reason            varchar(2000),
    last_evidence     integer not null,
    audience          varchar(10) not null,
    recorded_at       timestamp(6) with time zone not null,
    author_id         bigint references app_user,
    retracted_because varchar(2000),
    version           integer not null,
    constraint cause_no unique (incident_id, item_no)
);

create table cause_evidence (
    cause_id bigint not null references cause,
    n        integer not null,
    entry_no integer not null,
    weighs   varchar(10) not null,
    note     varchar(2000),
    primary key (cause_id, n)
);

create table impact (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    item_no           integer not null,
    citation_key      varchar(60) not null,
    name              varchar(200) not null,
    amount            numeric(24, 6),
    low               numeric(24, 6),
    high              numeric(24, 6),
    unit              varchar(60) not null,
    out_of            numeric(24, 6),
    basis             varchar(10) not null,
    from_instant      timestamp(6) with time zone,
    to_instant        timestamp(6) with time zone,
    service_slug      varchar(60) references service (slug),
    region            varchar(100),
    platform          varchar(20),
    source            varchar(2000),
    series_n          integer not null,
    series_samples    integer not null,
    series_from       timestamp(6) with time zone,
    series_to         timestamp(6) with time zone,
    audience          varchar(10) not null,
    recorded_at       timestamp(6) with time zone not null,
    author_id         bigint references app_user,
    retracted_because varchar(2000),
    version           integer not null,
    constraint impact_no unique (incident_id, item_no),
    constraint impact_key unique (incident_id, citation_key)
);

create index impact_service on impact (service_slug);

-- Every series that a metric ever carried: what was known when can be replayed.
create table impact_sample (
    impact_id  bigint not null references impact,
    series_n   integer not null,
    at_instant timestamp(6) with time zone not null,
    amount     double precision not null,
    primary key (impact_id, series_n, at_instant)
);

create table workaround (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    item_no           integer not null,
    text              varchar(5000) not null,
    state             varchar(20) not null,
    audience          varchar(10) not null,
    recorded_at       timestamp(6) with time zone not null,
    author_id         bigint references app_user,
    retracted_because varchar(2000),
    version           integer not null,
    constraint workaround_no unique (incident_id, item_no)
);

create table signal (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    item_no           integer not null,
    quote             varchar(5000) not null,
    source_name       varchar(200) not null,
    url               varchar(2000),
    said_at           timestamp(6) with time zone not null,
    audience          varchar(10) not null,
    recorded_at       timestamp(6) with time zone not null,
    author_id         bigint references app_user,
    retracted_because varchar(2000),
    version           integer not null,
    constraint signal_no unique (incident_id, item_no)
);
