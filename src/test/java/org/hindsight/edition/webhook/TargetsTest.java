package org.hindsight.edition.webhook;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("plain")
class TargetsTest {

    private static Targets targets(boolean allowPrivate) {
        return new Targets(allowPrivate, InetAddress::getAllByName, Runnable::run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "2130706433",
                "localhost",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "[::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::10.0.0.1]",
                "[2002:7f00:1::]"
            })
    void privateNetworksAreForTheOperatorToAllow(String host) throws Exception {
        Targets.Forbidden refused =
                assertThrows(Targets.Forbidden.class, () -> targets(false).allowed(host));
        assertThat(refused.fault(), containsString("HINDSIGHT_WEBHOOK_PRIVATE"));
        targets(true).allowed(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "100.100.100.200",
                "[::]",
                "[fe80::1]",
                "[ff02::1]",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::169.254.169.254]",
                "[2002:a9fe:a9fe::]"
            })
    void someAreNeverCalled(String host) {
        for (boolean allowPrivate : List.of(false, true)) {
            assertThrows(Targets.Forbidden.class, () -> targets(allowPrivate).allowed(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "169.253.1.1", "[2606:2800:220:1::1]"})
    void theRestIs(String host) throws Exception {
        assertEquals(1, targets(false).allowed(host).size());
    }

    @Test
    void ofSeveralAddressesOnlyThoseThatMayBeCalledAre() throws Exception {
        InetAddress[] both = {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("93.184.216.34")};
        assertEquals(List.of(both[1]), new Targets(false, name -> both, Runnable::run).allowed("hooks.example.org"));
    }

    @Test
    void aHostInOtherLettersIsToldHowToWriteIt() {
        assertThat(Targets.fault("https://münchen.example/hooks").orElseThrow(), containsString("xn--"));
        assertEquals(Optional.empty(), Targets.fault("https://xn--mnchen-3ya.example/hooks"));
    }

    @Test
    void aNameThatNobodyKnowsIsNotForbidden() {
        Targets.Names nobody = name -> {
            throw new UnknownHostException(name);
        };
        assertThrows(
                UnknownHostException.class,
                () -> new Targets(false, nobody, Runnable::run).allowed("hooks.example.org"));
    }
}
