using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>What people of a newsroom do in their browsers.</summary>
internal static class Newsroom
{
    public const string Password = "correct horse battery staple";

    /// <summary>The first administrator, from the setup link.</summary>
    public static async Task<IPage> SetUpAsync(this SiteFixture site)
    {
        var ines = await site.OpenReaderAsync();
        await ines.GotoAsync(site.Host.SetupLink.PathAndQuery);
        await ines.GetByLabel("Login name").FillAsync("ines");
        await ines.GetByLabel("Email").FillAsync("ines@example.org");
        await ines.GetByLabel("Password").FillAsync(Password);
        await ines.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        return ines;
    }

    /// <summary>A colleague whom the administrator invites, signed in.</summary>
    public static async Task<IPage> InviteAsync(this SiteFixture site, IPage administrator, string login, string role, bool javaScript = true)
    {
        await administrator.GotoAsync("/newsroom/staff");
        await administrator.GetByLabel("Login name").FillAsync(login);
        await administrator.GetByLabel("Email").FillAsync($"{login}@example.org");
        await administrator.GetByLabel("Role").SelectOptionAsync(role);
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        return await site.AcceptAsync(new((await administrator.Locator(".secrets code").First.TextContentAsync())!), login, javaScript);
    }

    /// <summary>Somebody who chooses a password by the link of their invitation, and signs in.</summary>
    public static async Task<IPage> AcceptAsync(this SiteFixture site, Uri link, string login, bool javaScript = true)
    {
        var colleague = await site.OpenReaderAsync(javaScript);
        await colleague.GotoAsync(link.PathAndQuery);
        await colleague.Locator("input[type=password]").FillAsync(Password);
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await colleague.GetByLabel("Login name").FillAsync(login);
        await colleague.GetByLabel("Password").FillAsync(Password);
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        return colleague;
    }

    /// <summary>Begins a story and writes it; nothing is saved yet.</summary>
    public static async Task WriteAsync(this IPage writer, string headline, string text)
    {
        await writer.GotoAsync("/newsroom/stories");
        await writer.GetByRole(AriaRole.Button, new() { Name = "New story" }).ClickAsync();
        await writer.Headline().FillAsync(headline);
        await writer.Text().FillAsync(text);
    }

    public static ILocator Headline(this IPage writer) => writer.GetByLabel("Headline", new() { Exact = true });

    public static ILocator Text(this IPage writer) => writer.GetByLabel("Story", new() { Exact = true });

    /// <summary>Presses a button of the editor and waits until it was done.</summary>
    public static async Task PressAsync(this IPage writer, string button)
    {
        await writer.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(writer.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
    }
}
