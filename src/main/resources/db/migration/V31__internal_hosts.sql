-- What the names of internal hosts end with, besides the endings that every installation knows.
create sequence internal_host_seq start with 1 increment by 50;

create table internal_host (
    id       bigint primary key,
    -- In small letters and ASCII, without a dot before it.
    suffix   varchar(253) not null,
    added_at timestamp(6) with time zone not null,
    added_by bigint not null references app_user,
    constraint internal_host_suffix unique (suffix)
);
