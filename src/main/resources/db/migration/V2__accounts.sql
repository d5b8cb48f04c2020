-- People, what their programs sign in with, and the browsers in which they are signed in.
create sequence app_user_seq start with 1 increment by 50;
create sequence api_token_seq start with 1 increment by 50;
create sequence session_seq start with 1 increment by 50;

create table app_user (
    id            bigint primary key,
    email         varchar(254) not null,
    name          varchar(100) not null,
    role          varchar(20) not null,
    password_hash varchar(100),
    created_at    timestamp(6) with time zone not null,
    left_at       timestamp(6) with time zone,
    version       integer not null,
    constraint app_user_email unique (email)
);

create table api_token (
    id         bigint primary key,
    user_id    bigint not null references app_user,
    name       varchar(100) not null,
    digest     varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    constraint api_token_digest unique (digest)
);

create index api_token_user on api_token (user_id);

create table session (
    id         bigint primary key,
    user_id    bigint not null references app_user,
    digest     varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    constraint session_digest unique (digest)
);

create index session_user_id on session (user_id);
