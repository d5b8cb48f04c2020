package org.hindsight.edition.subscription;

/** There are mails to be sent; told when the transaction that ordered them is committed. */
record MailOrdered() {}
