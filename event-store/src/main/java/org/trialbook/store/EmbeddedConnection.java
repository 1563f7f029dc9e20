package org.trialbook.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs the commands of one connection, in their order, on a thread of its own: the threads that move the
/// bytes of all connections never wait for a disk.
final class EmbeddedConnection extends MongoDatabaseHandler {
    private final ExecutorService commands = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("store-connection-", 0).factory());

    EmbeddedConnection(MongoBackend backend, ChannelGroup connections) {
        super(backend, connections);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object request) {
        commands.execute(() -> {
            try {
                channelRead0(context, (ClientRequest) request);
            } catch (RuntimeException | Error e) {
                // The connection ends: a client that gets no answer would wait for it.
                context.fireExceptionCaught(e);
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        commands.shutdown();
        super.channelInactive(context);
    }
}
