package org.trialbook.benchmark.peer;

import java.sql.Types;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.descriptor.jdbc.BinaryJdbcType;

/// PostgreSQL with payloads in the table itself instead of in large objects: what Axon's guide advises.
public final class ByteaDialect extends PostgreSQLDialect {

    public ByteaDialect(DialectResolutionInfo server) {
        super(server);
    }

    @Override
    protected String columnType(int sqlTypeCode) {
        return sqlTypeCode == Types.BLOB ? "bytea" : super.columnType(sqlTypeCode);
    }

    @Override
    protected String castType(int sqlTypeCode) {
        return sqlTypeCode == Types.BLOB ? "bytea" : super.castType(sqlTypeCode);
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
        super.contributeTypes(contributions, services);
        contributions.contributeJdbcType(new BinaryJdbcType() {
            @Override
            public int getJdbcTypeCode() {
                return Types.BLOB;
            }
        });
    }
}
