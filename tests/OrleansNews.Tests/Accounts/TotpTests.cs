using System.Globalization;
using System.Text;

namespace OrleansNews.Accounts;

public class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the last six digits of its eight.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheRfcsMoments_IsTheRfcs(long seconds, string code)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, Totp.Code(Key, Totp.StepAt(moment)));
        Assert.Equal(Totp.StepAt(moment), Totp.Match(Key, code, moment));
    }

    [Fact]
    public void Match_TakesTheStepsBesideThePresentOne_AndNoOthers()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now);

        foreach (var difference in new[] { -1, 0, 1 }) Assert.Equal(step + difference, Totp.Match(Key, Totp.Code(Key, step + difference), now));
        foreach (var difference in new[] { -3, -2, 2, 3 }) Assert.Null(Totp.Match(Key, Totp.Code(Key, step + difference), now));
        Assert.Null(Totp.Match(Key, "", now));
    }

    // RFC 4648, section 10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_OfTheRfcsTexts_IsTheRfcs(string text, string expected) => Assert.Equal(expected, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Uri_HasWhatAppsNeed() => Assert.Equal(
        "otpauth://totp/The%20Estuary:ann%40example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20Estuary&digits=6",
        AuthenticatorKeys.Uri("The Estuary", "ann@example", Key));

    [Fact]
    public void RecoveryCodes_AreTen_AndAreReadHoweverTheyAreTyped()
    {
        var codes = RecoveryCodes.Create();

        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^([a-z2-9]{4}-){3}[a-z2-9]{4}$", code));
        Assert.Equal(RecoveryCodes.Hash(codes[0]), RecoveryCodes.Hash($" {codes[0].ToUpper(CultureInfo.InvariantCulture).Replace('-', ' ')}"));
        Assert.NotEqual(RecoveryCodes.Hash(codes[0]), RecoveryCodes.Hash(codes[1]));
    }

    [Fact]
    public void QrCode_OfAnAddress_IsSquareWithAQuietMargin()
    {
        var code = QrCode.Of("otpauth://totp/a:b?secret=ABCD");

        Assert.True(code.Size > 21 + 8);
        Assert.StartsWith("M4 4h7v1h-7z", code.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("M0 ", code.Path, StringComparison.Ordinal);
    }
}
