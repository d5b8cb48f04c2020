package org.hindsight.edition.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signs messages, after Standard Webhooks: {@code whsec_} and 32 random bytes in base64. Its receiver knows it, too. */
record Secret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The value of {@code webhook-signature}: one signature for each secret, with spaces between them. */
    static String signatures(List<Secret> secrets, String id, Instant at, byte[] body) {
        return secrets.stream().map(secret -> secret.signature(id, at, body)).collect(Collectors.joining(" "));
    }

    private String signature(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), HMAC));
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Logs and messages must not tell it. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
