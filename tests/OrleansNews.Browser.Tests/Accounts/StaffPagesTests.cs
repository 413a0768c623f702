using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Accounts;

/// <summary>The life of an account in browsers without JavaScript: setting up, two-step login, recovery, and ending a session elsewhere.</summary>
public sealed class StaffPagesTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Password = "correct horse battery staple";
    private const string Profile = "/newsroom/profile";

    [Fact]
    public async Task Administrator_WithTwoStepLogin_SignsInByCodeAndByRecoveryCode_AndEndsASessionElsewhere()
    {
        var person = await site.OpenReaderAsync(javaScript: false);
        await person.GotoAsync(site.Host.SetupLink.PathAndQuery);
        await person.GetByLabel("Login name").FillAsync("ines");
        await person.GetByLabel("Email").FillAsync("ines@example.org");
        await person.GetByLabel("Password").FillAsync(Password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();

        await person.GotoAsync(Profile + "/second-factor");
        var key = Decode((await person.Locator("code.key").TextContentAsync())!);
        // A code counts half a minute before its time and after it: these two still do when the time step changes while they are sent.
        await person.GetByLabel("Code from the app").FillAsync(Code(key, 0));
        await person.GetByLabel("Your password").FillAsync(Password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Turn on two-step login" }).ClickAsync();
        await Expect(person.Locator(".secrets code")).ToHaveCountAsync(10);
        var codes = await person.Locator(".secrets code").AllTextContentsAsync();

        var elsewhere = await site.OpenReaderAsync(javaScript: false, scheme: ColorScheme.Dark, width: 360);
        await LogInAsync(elsewhere, Code(key, 1));
        await elsewhere.GotoAsync(Profile);
        await Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Name = "Your profile" })).ToBeVisibleAsync();

        await person.GotoAsync(Profile);
        await person.GetByRole(AriaRole.Button, new() { Name = "Log out Chrome · Linux" }).ClickAsync();
        await Expect(person.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await elsewhere.GotoAsync(Profile);
        await Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Name = "Log in" })).ToBeVisibleAsync();

        await LogInAsync(elsewhere, codes[0]);
        await elsewhere.GotoAsync(Profile);
        await Expect(elsewhere.GetByText("9 recovery codes left.")).ToBeVisibleAsync();
    }

    private static async Task LogInAsync(IPage person, string code)
    {
        await person.GotoAsync("/login");
        await person.GetByLabel("Login name").FillAsync("ines");
        await person.GetByLabel("Password").FillAsync(Password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await person.GetByLabel("Code").FillAsync(code);
        await person.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Where(char.IsAsciiLetterOrDigit)
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    // An authenticator app, by RFC 6238, on the machine's clock as the host is.
    private static string Code(byte[] key, long difference)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + difference);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
