-- Files at timeline entries. Their bytes lie in the data folder under their SHA-256.
create sequence attachment_seq start with 1 increment by 50;

-- One row per content that is kept; its lock decides between adding the same content and removing it.
create table stored_content (
    sha256    varchar(64) primary key,
    bytes     bigint not null,
    stored_at timestamp(6) with time zone not null
);

create table attachment (
    id              bigint primary key,
    incident_id     bigint not null references incident,
    entry_id        bigint not null references timeline_entry,
    attachment_no   integer not null,
    name            varchar(255) not null,
    media_type      varchar(100) not null,
    bytes           bigint not null,
    sha256          varchar(64) not null,
    width           integer,
    height          integer,
    audience        varchar(10) not null,
    author_id       bigint references app_user,
    recorded_at     timestamp(6) with time zone not null,
    removed_because varchar(2000),
    constraint attachment_no unique (incident_id, attachment_no)
);

create index attachment_entry on attachment (entry_id, attachment_no);
create index attachment_content on attachment (sha256);

-- How many stand at an entry, so that those without any need not be asked.
alter table timeline_entry add column attachments integer default 0 not null;
