package org.hindsight.platform.database;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.ExecutorService;

/** Has something done as soon as the current transaction is committed, and not at all if it is rolled back. */
@Singleton
public class AfterCommit {

    private final TransactionSynchronizationRegistry transaction;
    private final ExecutorService workers;

    AfterCommit(TransactionSynchronizationRegistry transaction, ExecutorService workers) {
        this.transaction = transaction;
        this.workers = workers;
    }

    /** Has a worker do it, so that whoever committed need not wait. */
    public void work(Runnable work) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    workers.execute(work);
                }
            }
        });
    }
}
