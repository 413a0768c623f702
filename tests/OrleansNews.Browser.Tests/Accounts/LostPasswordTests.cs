using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Mail;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Accounts;

/// <summary>A lost password, from the login page over the mailbox and back, in Chromium.</summary>
public sealed partial class LostPasswordTests(MailFixture site) : IClassFixture<MailFixture>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Administrator_WhoLostThePassword_ChoosesAnother_WithAndWithoutAScript()
    {
        await site.SetUpAsync();
        await ChooseAsync("desktop-light", 1280, ColorScheme.Light, javaScript: true, "an entirely other sentence");
        await ChooseAsync("phone-dark", 390, ColorScheme.Dark, javaScript: false, "one more sentence to remember");
    }

    private async Task ChooseAsync(string name, int width, ColorScheme scheme, bool javaScript, string password)
    {
        var person = await site.OpenReaderAsync(javaScript, scheme, width);
        await person.GotoAsync("/login");
        await LooksWellAsync(person, $"login-{name}", javaScript);
        await person.GetByRole(AriaRole.Link, new() { Name = "Lost your password?" }).ClickAsync();
        await LooksWellAsync(person, $"lost-password-{name}", javaScript);
        await person.GetByLabel("Login name or email address").FillAsync("ines@example.org");
        await person.Keyboard.PressAsync("Enter");
        await Expect(person.GetByRole(AriaRole.Heading, new() { Name = "Look into your mailbox" })).ToBeVisibleAsync();
        await LooksWellAsync(person, $"lost-password-asked-{name}", javaScript);

        var mail = await site.Server.NextAsync(Cancel);
        Assert.Equal(["ines@example.org"], mail.To);
        var link = Link().Match(mail.Source.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)).Groups[1].Value;
        await person.GotoAsync(link);
        await LooksWellAsync(person, $"choose-password-{name}", javaScript);
        await person.Locator("input[type=password]").FillAsync(password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await person.GetByLabel("Login name").FillAsync("ines");
        await person.GetByLabel("Password").FillAsync(password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(person).ToHaveURLAsync(new Uri(site.Host.Site, "/newsroom").ToString());

        await person.GotoAsync(link);
        await Expect(person.GetByRole(AriaRole.Heading, new() { Name = "This link is over" })).ToBeVisibleAsync();
        await LooksWellAsync(person, $"password-link-over-{name}", javaScript);
    }

    private static async Task LooksWellAsync(IPage person, string name, bool javaScript)
    {
        await person.AssertFitsAsync(name);
        if (javaScript) await person.AssertAccessibleAsync(name);
        await person.KeepAsync(name);
    }

    [GeneratedRegex(@"https://estuary\.example(/choose-password\S+)")]
    private static partial Regex Link();
}
