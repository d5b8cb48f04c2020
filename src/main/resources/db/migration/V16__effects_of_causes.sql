-- What a suspected cause helped to bring about: another cause, or an entry of the timeline.
alter table cause add column last_effect integer default 0 not null;

create table cause_effect (
    cause_id bigint not null references cause,
    n        integer not null,
    cause_no integer,
    entry_no integer,
    note     varchar(2000),
    primary key (cause_id, n)
);
