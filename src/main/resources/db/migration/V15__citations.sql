-- What the record said of each thing that a section cites when its sentence was written: so that it can be told when that changes.
create table postmortem_citation (
    section_id bigint not null references postmortem_section,
    cites      varchar(220) not null,
    said       varchar(30000) not null,
    primary key (section_id, cites)
);
