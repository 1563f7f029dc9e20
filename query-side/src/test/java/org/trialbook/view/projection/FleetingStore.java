package org.trialbook.view.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/// A database of the driver's that is gone for as long as it is told to be.
final class FleetingStore {

    private FleetingStore() {}

    static MongoDatabase of(MongoDatabase real, AtomicBoolean gone) {
        return of(MongoDatabase.class, real, gone);
    }

    private static <T> T of(Class<T> type, T real, AtomicBoolean gone) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (gone.get()) {
                        throw new MongoException("gone");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return switch (result) {
                            case MongoDatabase database -> of(MongoDatabase.class, database, gone);
                            case MongoCollection<?> collection -> of(MongoCollection.class, collection, gone);
                            case null, default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
