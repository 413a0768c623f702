using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Accounts;

public sealed class SetupPageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Administrator_FromTheSetupLink_SeesTheDashboardAndLogsOut()
    {
        var person = await site.OpenReaderAsync();
        await person.GotoAsync(site.Host.SetupLink.PathAndQuery);
        await person.GetByLabel("Login name").FillAsync("ines");
        await person.GetByLabel("Email").FillAsync("ines@example.org");
        await person.GetByLabel("Password").FillAsync("correct horse battery staple");
        await person.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        await Expect(person).ToHaveURLAsync(new Uri(site.Host.Site, "/newsroom").ToString());

        var faults = new List<string>();
        person.Console += (_, message) => { if (message.Type == "error") faults.Add(message.Text); };
        await person.GotoAsync("/dashboard/");
        await Expect(person.GetByText("Activations", new() { Exact = false }).First).ToBeVisibleAsync();
        Assert.Empty(faults);

        await person.GotoAsync("/login");
        await person.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await person.GotoAsync("/dashboard/");
        await Expect(person.GetByRole(AriaRole.Heading, new() { Name = "Log in" })).ToBeVisibleAsync();
    }
}
