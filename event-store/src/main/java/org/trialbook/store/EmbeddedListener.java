package org.trialbook.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Listens for MongoDB's wire protocol, with a thread for the commands of each connection.
///
/// `MongoServer` runs commands on the few threads that move bytes: one that waits for the disk would hold
/// up every connection that happens to share its thread, also those of other databases, and no more
/// writers than there are threads could share a commit.
final class EmbeddedListener implements AutoCloseable {
    private static final int BACKLOG = 100;
    private static final int MOVERS = 2;

    private final MongoBackend backend;
    private final MultiThreadIoEventLoopGroup movers;
    private final ChannelGroup connections;
    private final Channel channel;

    EmbeddedListener(MongoBackend backend, InetSocketAddress address) {
        this.backend = backend;
        this.movers = new MultiThreadIoEventLoopGroup(
                MOVERS, new DefaultThreadFactory("store-bytes", true), NioIoHandler.newFactory());
        this.connections = new DefaultChannelGroup("store-connections", movers.next());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(movers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        serve(connection);
                    }
                });
        try {
            this.channel = bootstrap.bind(address).syncUninterruptibly().channel();
        } catch (RuntimeException e) {
            movers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    private void serve(SocketChannel connection) {
        connection
                .pipeline()
                .addLast(
                        new MongoWireReplyEncoder(),
                        new MongoWireMessageEncoder(),
                        new MongoWireProtocolHandler(),
                        new EmbeddedConnection(backend, connections),
                        new MongoExceptionHandler());
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Ends all connections. A command that runs is not cut off, but nobody hears its answer.
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        movers.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
