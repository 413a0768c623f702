using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using OrleansNews.Processes;

namespace OrleansNews.Accounts;

/// <summary>The only administrator, without telephone and recovery codes.</summary>
public sealed partial class RescueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ResetTwoStep_WhileAHostRuns_LetsThePasswordAloneIn()
    {
        await StaffAccounts.CreateAsync(_folder["data"], "ines", Role.Administrator);
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        using var browser = await StaffAccounts.SignInAsync(host, "ines");
        await EnrolAsync(browser);
        Assert.Equal("/login/code", await LeadsToAsync(host));

        var (code, output, errors) = await ResetAsync("ines");

        Assert.True(code == 0, errors);
        Assert.Contains("Ended the two-step login of 'ines'", output, StringComparison.Ordinal);
        Assert.Equal("/newsroom", await LeadsToAsync(host));
    }

    [Fact]
    public async Task ResetTwoStep_OfAnAccountWithoutIt_OfNobody_AndWithoutANewspaper_IsRefusedInWords()
    {
        var nowhere = await ResetAsync("ines");
        Assert.False(Directory.Exists(_folder["data"]));
        await StaffAccounts.CreateAsync(_folder["data"], "ines", Role.Administrator);
        var (without, nobody, impossible) = (await ResetAsync("ines"), await ResetAsync("nobody"), await ResetAsync("no body"));

        Assert.Equal((1, 1, 1, 1), (nowhere.ExitCode, without.ExitCode, nobody.ExitCode, impossible.ExitCode));
        Assert.Contains($"There is no newspaper in {_folder["data"]}.", nowhere.Errors, StringComparison.Ordinal);
        Assert.Contains("The account 'ines' has no two-step login.", without.Errors, StringComparison.Ordinal);
        Assert.Contains("There is no account 'nobody'.", nobody.Errors, StringComparison.Ordinal);
        Assert.Contains("'no body' is not a login.", impossible.Errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> ResetAsync(string login) =>
        HostProcess.RunAsync("admin", "reset-two-step", "--login", login, "--data", _folder["data"]);

    private static async Task<string?> LeadsToAsync(HostProcess host)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsync("/login", StaffAccounts.Form(("login", "ines"), ("password", StaffAccounts.Password)));
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task EnrolAsync(HttpClient browser)
    {
        const string Page = "/newsroom/profile/second-factor";
        var page = await browser.GetStringAsync(Page);
        var key = Base32(Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        using var answer = await browser.PostAsync(Page, StaffAccounts.Form(
            ("key", WebUtility.HtmlDecode(Hidden().Match(page).Groups[1].Value)), ("code", CodeNow(key)), ("current-password", StaffAccounts.Password)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    // RFC 6238, as an authenticator reckons it: the host takes the code of the step before, too.
    private static string CodeNow(byte[] key)
    {
        Span<byte> step = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The algorithm of authenticators.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<code class=\"key\"[^>]*>([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"key\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
