package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlsTest {
  private final BaseUrls strict = new BaseUrls(false);
  private final BaseUrls selfHosted = new BaseUrls(true);

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1",
    "https://api.openai.com/v1/, https://api.openai.com/v1",
    "https://api.openai.com, https://api.openai.com",
    "HTTPS://API.openai.com:8443/v1, HTTPS://API.openai.com:8443/v1",
    "http://127.0.0.1:9080/v1, http://127.0.0.1:9080/v1",
    "http://localhost:11434/v1, http://localhost:11434/v1",
    "http://[::1]:8000/v1, http://[::1]:8000/v1",
    "https://8.8.8.8/v1, https://8.8.8.8/v1",
    "https://[2606:4700::1111]/v1, https://[2606:4700::1111]/v1",
    "https://172.32.0.1/v1, https://172.32.0.1/v1",
  })
  void publicAddressesAndThisMachineAreTaken(String given, String taken) {
    assertThat(strict.parse(given, "base_url")).hasToString(taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.openai.com/v1",
        "http://8.8.8.8/v1",
        "ftp://api.openai.com",
        "//api.openai.com/v1",
        "api.openai.com/v1",
        "https:///v1",
        "https://",
        "https://user:secret@api.openai.com/v1",
        "https://user@api.openai.com/v1",
        "https://api.openai.com/v1?key=1",
        "https://api.openai.com/v1#part",
        "https://api.openai.com:0/v1",
        "https://api.openai.com:70000/v1",
        "https://api.openai.com/v1/../admin",
        "https://api.openai.com//v1",
        "https://api openai.com/v1",
        "https://api.openai.com/\nv1",
        "https://2130706433/v1",
        "https://127.1/v1",
        "https://0x7f.0.0.1/v1",
        "https://999.1.1.1/v1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "",
      })
  void anythingElseIsRefused(String given) {
    assertRefused(strict, given);
    assertRefused(selfHosted, given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/v1",
        "https://172.16.0.1/v1",
        "https://192.168.1.5/v1",
        "https://100.64.0.1/v1",
        "https://[fd12::1]/v1",
        "https://[::ffff:10.0.0.1]/v1",
        "http://vllm:8000/v1",
        "http://gpu.lan:8000/v1",
        "https://models.corp/v1",
      })
  void privateAddressesAreTakenOnlyWhereTheOperatorSaidSo(String given) {
    assertRefused(strict, given);
    assertThat(selfHosted.parse(given, "base_url")).hasToString(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "https://169.254.169.254/latest",
        "https://[fe80::1]/v1",
        "https://[fd00:ec2::254]/v1",
        "https://[::ffff:169.254.169.254]/v1",
        "https://[64:ff9b::a9fe:a9fe]/v1",
        "https://[2002:a9fe:a9fe::1]/v1",
        "https://[64:ff9b::7f00:1]/v1",
        "https://100.100.100.200/v1",
        "https://0.0.0.0/v1",
        "https://[::]/v1",
        "https://224.0.0.1/v1",
        "https://255.255.255.255/v1",
        "https://metadata.google.internal/v1",
        "https://METADATA.google.internal./v1",
      })
  void metadataAndUnroutableAddressesAreNeverTaken(String given) {
    assertRefused(strict, given);
    assertRefused(selfHosted, given);
  }

  private static void assertRefused(BaseUrls rules, String given) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> rules.parse(given, "base_url"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE);
          assertThat(e.param()).isEqualTo("base_url");
          assertThat(e.text()).doesNotContain("secret");
        });
  }
}
