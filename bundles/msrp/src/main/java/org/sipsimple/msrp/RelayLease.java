/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;

/**
 * Keeps the path a relay has given alive while a session uses it: asks again in good time, tries once more at half the
 * time that is left when that fails, and closes the session's connection when the path has run out. On the I/O thread
 * only.
 */
final class RelayLease implements Transactions.Answered {
    /** Asked again so long before the end, but not before half of the life time, like all refreshes of the SDK. */
    private static final int MARGIN = 30;

    private static final int LEAST = 10;

    private final RelayAuthentication authentication;
    private final MsrpUri relay;
    private final MsrpUri granted;
    private Instant end;
    private int seconds;
    private @Nullable MsrpTransport transport;
    private @Nullable Transactions transactions;
    private @Nullable Scheduled timer;
    private boolean granting;

    /**
     * @param relay the URI that was logged in to
     * @param granted the URI that the relay made for us
     * @param seconds how long it lives, 0 when the relay did not say
     */
    RelayLease(RelayAuthentication authentication, MsrpUri relay, MsrpUri granted, int seconds, Instant now) {
        this.authentication = authentication;
        this.relay = relay;
        this.granted = granted;
        this.seconds = seconds;
        end = now.plusSeconds(seconds);
    }

    /** What the 200 of an AUTH grants, in seconds; 0 when it does not say. */
    static int seconds(MsrpChunk answer) throws MsrpSyntaxException {
        return answer.header(MsrpHeader.Expires.class)
                .map(MsrpHeader.Expires::seconds)
                .orElse(0);
    }

    void start(MsrpTransport usedBy, Transactions waiting) {
        transport = usedBy;
        transactions = waiting;
        if (seconds > 0) {
            Duration left = Duration.between(usedBy.stack().scheduler().now(), end);
            after(left.minus(Duration.ofSeconds(seconds - Math.max(1, Math.max(seconds - MARGIN, seconds / 2)))));
        }
    }

    void stop() {
        transport = null;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void after(Duration delay) {
        MsrpTransport used = transport;
        if (used != null) {
            timer = used.stack().scheduler().schedule(delay, () -> used.connection()
                    .execute(this::refresh));
        }
    }

    private void refresh() {
        MsrpTransport used = transport;
        if (used == null) {
            return;
        }
        if (!used.stack().scheduler().now().isBefore(end)) {
            used.connection().close(new MsrpException("the relay did not renew our path"));
            return;
        }
        granting = true;
        try {
            send(authentication.begin(granted));
        } catch (MsrpException e) {
            failed(e);
        }
    }

    private void send(MsrpChunk request) {
        MsrpTransport used = transport;
        if (used != null && transactions != null) {
            transactions.add(request.transactionId(), this);
            used.connection().answer(request);
            used.connection().flushSoon();
        }
    }

    @Override
    public void answered(int code, String comment, @Nullable MsrpChunk response) {
        try {
            if (response == null) {
                throw new MsrpRefusedException(code, comment);
            }
            Optional<MsrpChunk> next = authentication.next(response);
            if (next.isPresent()) {
                send(next.get());
            } else {
                renewed(response);
            }
        } catch (MsrpRefusedException e) {
            refused(e);
        } catch (MsrpException e) {
            failed(e);
        }
    }

    /** Relays that know nothing of refreshes may know the URI of the login only. */
    private void refused(MsrpRefusedException refusal) {
        if (!granting || refusal.code() == Transactions.TIMEOUT) {
            failed(new MsrpException("the relay answered " + refusal.getMessage(), refusal));
            return;
        }
        granting = false;
        try {
            send(authentication.begin(relay));
        } catch (MsrpException e) {
            failed(e);
        }
    }

    private void renewed(MsrpChunk answer) throws MsrpException {
        MsrpTransport used = transport;
        if (used == null) {
            return;
        }
        boolean same = answer.header(MsrpHeader.UsePath.class)
                .map(header -> header.path().contains(granted))
                .orElse(true);
        if (!same) {
            throw new MsrpException("the relay gave another path instead of renewing ours");
        }
        int given = seconds(answer);
        seconds = given > 0 ? given : seconds;
        end = used.stack().scheduler().now().plusSeconds(seconds);
        start(used, java.util.Objects.requireNonNull(transactions));
    }

    @Override
    public void failed(IOException cause) {
        MsrpTransport used = transport;
        if (used == null) {
            return;
        }
        used.options().logger().log(Level.WARNING, "the path through the relay was not renewed: " + cause.getMessage());
        Duration left = Duration.between(used.stack().scheduler().now(), end);
        after(left.toSeconds() > LEAST ? left.dividedBy(2) : left);
    }
}
