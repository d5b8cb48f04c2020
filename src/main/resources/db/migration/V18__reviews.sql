-- Who is asked to review a draft and until when; from which text of the section a comment quotes, so that the passage is found
-- again when the text around it changed; and who found a comment settled. Whoever was reminded by mail is not reminded again for a while.
alter table postmortem add column review_due_on date;

create table postmortem_reviewer (
    postmortem_id bigint not null references postmortem,
    reviewer_id   bigint not null references app_user,
    reminded_on   date,
    primary key (postmortem_id, reviewer_id)
);

alter table postmortem_review add column at_revision integer;
alter table postmortem_review add column settled_at timestamp(6) with time zone;
alter table postmortem_review add column settled_by_id bigint references app_user;
