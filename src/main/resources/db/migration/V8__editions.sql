-- Published editions: frozen, with the finished bytes of each of their files.
create sequence edition_seq start with 1 increment by 50;
create sequence edition_file_seq start with 1 increment by 50;

-- The public address of an incident, the same for all its editions.
create table report (
    incident_id bigint primary key references incident,
    slug        varchar(80) not null,
    constraint report_slug unique (slug)
);

create table edition (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    audience          varchar(10) not null,
    edition_no        integer not null,
    label             varchar(20) not null,
    note              varchar(2000),
    title             varchar(200) not null,
    lead              varchar(400) not null,
    severity          varchar(10) not null,
    began_at          timestamp(6) with time zone not null,
    lasted_seconds    bigint,
    published_at      timestamp(6) with time zone not null,
    published_by      bigint references app_user,
    withdrawn_at      timestamp(6) with time zone,
    withdrawn_by      bigint references app_user,
    withdrawn_because varchar(2000),
    constraint edition_no unique (incident_id, audience, edition_no)
);

create table edition_file (
    id         bigint primary key,
    edition_id bigint not null references edition,
    format     varchar(10) not null,
    sha256     varchar(64) not null,
    size_bytes integer not null,
    content    bytea not null,
    constraint edition_file_format unique (edition_id, format)
);

-- Raised with each publication and withdrawal, so that every node notices in one cheap look. Its row lock
-- also puts publications in order, so that no two incidents take the same address.
create table shelf (
    id      integer primary key,
    version bigint not null
);

insert into shelf (id, version) values (1, 0);
