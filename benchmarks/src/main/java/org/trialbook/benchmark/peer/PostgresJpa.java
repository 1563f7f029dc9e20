package org.trialbook.benchmark.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.core.conversion.DelegatingMessageConverter;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.trialbook.benchmark.measure.LoadCaller;
import org.trialbook.store.JacksonConverter;
import tools.jackson.databind.json.JsonMapper;

/// What a user of Axon 5 would pick instead: its JPA engine on PostgreSQL, with Hibernate, HikariCP and Spring's
/// transactions as Spring Boot sets them up.
///
/// PostgreSQL runs with its defaults, every commit forced to the disk. It has no dynamic consistency boundary: a
/// condition is that the aggregate's next sequence number is free. Payloads are kept as `bytea`, as Axon's guide
/// advises; the default, large objects, is slower.
public final class PostgresJpa implements Peer {
    private final EmbeddedPostgres server;
    private final HikariDataSource pool;
    private final EntityManagerFactory sessions;
    private final EventStorageEngine engine;
    private final MeasuredEvents events = new MeasuredEvents();
    private final String version;

    private PostgresJpa(Path directory, int connections) throws IOException, SQLException {
        this.server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(directory.resolve("data"))
                // The library turns both off, for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(connections);
        this.pool = new HikariDataSource(config);
        this.version = requireDurable(pool);
        this.sessions = new HibernatePersistenceConfiguration("benchmark")
                .managedClass(AggregateEventEntry.class)
                .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(AvailableSettings.DIALECT, ByteaDialect.class.getName())
                // The engine's sequence has a dash in its name.
                .property(AvailableSettings.GLOBALLY_QUOTED_IDENTIFIERS, true)
                .property(AvailableSettings.HBM2DDL_AUTO, "create")
                .createEntityManagerFactory();
        this.engine = engine(sessions);
    }

    /// @param connections how many the pool has at most
    /// @throws IOException if PostgreSQL does not start here
    public static PostgresJpa open(Path directory, int connections) throws IOException, SQLException {
        return new PostgresJpa(directory, connections);
    }

    /// A comparison with a store that may forget would be none.
    private static String requireDurable(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('fsync'),"
                        + " current_setting('synchronous_commit'), current_setting('server_version')")) {
            row.next();
            if (!row.getString(1).equals("on") || !row.getString(2).equals("on")) {
                throw new IllegalStateException("PostgreSQL does not force commits to the disk");
            }
            return row.getString(3);
        }
    }

    private static EventStorageEngine engine(EntityManagerFactory sessions) {
        JpaTransactionManager transactions = new JpaTransactionManager(sessions);
        transactions.setJpaDialect(new HibernateJpaDialect());
        EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(sessions);
        return new AggregateBasedJpaEventStorageEngine(
                () -> shared,
                () -> started(transactions),
                new DelegatingEventConverter(new DelegatingMessageConverter(new JacksonConverter(JsonMapper.shared()))),
                configuration -> configuration.persistenceExceptionResolver(new SQLStateResolver()));
    }

    private static Transaction started(JpaTransactionManager transactions) {
        TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
        return new Transaction() {
            @Override
            public void commit() {
                transactions.commit(status);
            }

            @Override
            public void rollback() {
                transactions.rollback(status);
            }
        };
    }

    @Override
    public String name() {
        return "PostgreSQL " + version + ", Axon's JPA engine";
    }

    public EventStorageEngine engine() {
        return engine;
    }

    public MeasuredEvents events() {
        return events;
    }

    @Override
    public LoadCaller caller(int number) {
        return new EngineCaller(engine, events, Condition.AGGREGATE);
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
