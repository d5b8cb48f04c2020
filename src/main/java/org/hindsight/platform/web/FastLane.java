package org.hindsight.platform.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is a whole {@link Copy} for every reader right where a request comes in, before a router and a context
 * are made for it: that is most of what such an answer costs. One for each HTTP/1.1 connection. It takes nothing but a plain
 * GET or HEAD of exactly such an address while nothing else of the connection is unanswered; all the rest goes its usual way,
 * and answers stay in the order of the requests.
 */
public final class FastLane extends ChannelDuplexHandler {

    private static final String NAME = "fast-lane";

    /** What Vert.x calls the part of a connection that writes out HTTP/1.1. */
    private static final String ENCODER = "httpEncoder";

    private static final AsciiString[] UNUSUAL = {
        HttpHeaderNames.CONTENT_LENGTH,
        HttpHeaderNames.TRANSFER_ENCODING,
        HttpHeaderNames.EXPECT,
        HttpHeaderNames.UPGRADE
    };

    private final Function<String, Optional<Copy>> copies;

    /** Requests that went the usual way and are not answered to the end. */
    private int unanswered;

    /** Whether what still comes belongs to a request that is answered already. */
    private boolean answered;

    private boolean unsent;

    /** Lets go of connections over which nothing goes. It sits behind this one, and has to be told of what does. */
    private @Nullable IdleStateHandler idle;

    private FastLane(Function<String, Optional<Copy>> copies) {
        this.copies = copies;
        this.unanswered = 1;
    }

    /**
     * Opens one for the connection of a request, if it is the first one that came over it and not answered yet.
     *
     * @param copies finds the answer for exactly that address, without waiting for anything
     */
    public static void open(HttpServerRequest first, Function<String, Optional<Copy>> copies) {
        if (first.connection() instanceof ConnectionBase connection) {
            Channel channel = connection.channel();
            if (channel.eventLoop().inEventLoop()
                    && channel.pipeline().get(NAME) == null
                    && channel.pipeline().get(ENCODER) != null) {
                channel.pipeline().addAfter(ENCODER, NAME, new FastLane(copies));
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        idle = context.pipeline().get(IdleStateHandler.class);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            ByteBuf answer = unanswered == 0 && context.channel().isWritable() ? answer(context, request) : null;
            answered = answer != null;
            if (answer == null) {
                unanswered++;
                context.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
                unsent = true;
                send(context, answer);
                if (idle != null) {
                    idle.resetReadTimeout();
                    idle.resetWriteTimeout();
                }
            }
        } else if (answered && message instanceof HttpContent) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private @Nullable ByteBuf answer(ChannelHandlerContext context, HttpRequest request) {
        boolean get = HttpMethod.GET.equals(request.method());
        if (!(get || HttpMethod.HEAD.equals(request.method())) || !plain(request)) {
            return null;
        }
        Copy copy = copies.apply(request.uri()).orElse(null);
        HttpHeaders headers = request.headers();
        return copy == null
                ? null
                : copy.whole(
                        get,
                        headers.get(HttpHeaderNames.ACCEPT_ENCODING),
                        headers.get(HttpHeaderNames.IF_NONE_MATCH),
                        context.alloc());
    }

    private static boolean plain(HttpRequest request) {
        HttpHeaders headers = request.headers();
        for (AsciiString name : UNUSUAL) {
            if (headers.contains(name)) {
                return false;
            }
        }
        String connection = headers.get(HttpHeaderNames.CONNECTION);
        return request.decoderResult().isSuccess()
                && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
                && headers.contains(HttpHeaderNames.HOST)
                && (connection == null || HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(connection));
    }

    /** Past the encoder, for it goes out as it is. Where that fails the connection is closed, and nobody is left to tell. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(ChannelHandlerContext context, ByteBuf answer) {
        context.pipeline().context(ENCODER).write(answer, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unsent) {
            unsent = false;
            context.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean onTheWay =
                message instanceof HttpResponse response && response.status().code() < 200;
        if (message instanceof LastHttpContent && !onTheWay) {
            unanswered--;
        }
        super.write(context, message, promise);
    }
}
