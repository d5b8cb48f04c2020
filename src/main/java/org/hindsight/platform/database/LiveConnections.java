package org.hindsight.platform.database;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.AgroalConnectionConfigurer;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Keeps connections to a database that H2 has closed from being handed out: after a failed write all of them are dead,
 * and a new one opens the database again. H2's own {@code isValid} does not notice, a query does; it takes some microseconds,
 * for there is no network between. On PostgreSQL this is not used.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
@JdbcDriver(DatabaseKind.H2)
class LiveConnections implements AgroalConnectionConfigurer {

    @Override
    public void setExceptionSorter(String databaseKind, AgroalDataSourceConfigurationSupplier configuration) {
        configuration
                .connectionPoolConfiguration()
                .validateOnBorrow(true)
                .connectionValidator(ConnectionValidator.sqlValidator("call readonly()", 0));
    }

    @Override
    public void disableSslSupport(
            String databaseKind,
            AgroalDataSourceConfigurationSupplier configuration,
            Map<String, String> additionalProperties) {
        // There is nothing to switch off.
    }
}
