-- The timeline entries of incidents. What they were like before an edit is in the journal.
create sequence timeline_entry_seq start with 1 increment by 50;

create table timeline_entry (
    id                 bigint primary key,
    incident_id        bigint not null references incident,
    entry_no           integer not null,
    kind               varchar(20) not null,
    text               varchar(20000) not null,
    occurred_at        timestamp(6) with time zone not null,
    ended_at           timestamp(6) with time zone,
    known_to           varchar(10) not null,
    plus_minus_minutes integer,
    zone               varchar(60) not null,
    recorded_at        timestamp(6) with time zone not null,
    author_id          bigint references app_user,
    source_name        varchar(100),
    source_url         varchar(2000),
    source_external_id varchar(300),
    note               varchar(2000),
    audience           varchar(10) not null,
    starred            boolean not null,
    retracted_because  varchar(2000),
    version            integer not null,
    constraint timeline_entry_no unique (incident_id, entry_no)
);

create index timeline_entry_order on timeline_entry (incident_id, occurred_at, entry_no);
create index timeline_entry_source on timeline_entry (incident_id, source_external_id, source_name);
