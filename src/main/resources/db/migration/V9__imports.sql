-- Files that were brought from other systems, and what became of the incidents in them.
create sequence import_seq start with 1 increment by 50;
create sequence imported_incident_seq start with 1 increment by 50;

create table import (
    id         bigint primary key,
    format     varchar(20) not null,
    state      varchar(20) not null,
    user_id    bigint not null references app_user,
    created_at timestamp(6) with time zone not null,
    into_ref   varchar(40),
    content    bytea not null,
    items      varchar(10000000) not null
);

create table imported_incident (
    id          bigint primary key,
    format      varchar(20) not null,
    external_id varchar(300) not null,
    incident_id bigint not null references incident,
    constraint imported_incident_once unique (format, external_id)
);
