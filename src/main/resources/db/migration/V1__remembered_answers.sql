-- What callers were told under an idempotency key, so that a repeated POST changes nothing.
create sequence remembered_answer_seq start with 1 increment by 50;

create table remembered_answer (
    id              bigint primary key,
    caller          varchar(320) not null,
    idempotency_key varchar(128) not null,
    path            varchar(5000) not null,
    body_hash       varchar(64) not null,
    created_at      timestamp(6) with time zone not null,
    status          integer not null,
    content_type    varchar(200),
    location        varchar(2000),
    etag            varchar(100),
    body            varchar(10000000),
    constraint remembered_answer_once unique (caller, idempotency_key)
);

create index remembered_answer_age on remembered_answer (created_at);
