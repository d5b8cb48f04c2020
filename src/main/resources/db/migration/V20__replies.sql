-- What people answered to what a reviewer said. A reply has a number within that and is no review of its own.
create sequence postmortem_reply_seq start with 1 increment by 50;

create table postmortem_reply (
    id            bigint primary key,
    review_id     bigint not null references postmortem_review,
    reply_no      integer not null,
    remark        varchar(10000) not null,
    replied_at    timestamp(6) with time zone not null,
    replied_by_id bigint references app_user,
    constraint postmortem_reply_no unique (review_id, reply_no)
);
