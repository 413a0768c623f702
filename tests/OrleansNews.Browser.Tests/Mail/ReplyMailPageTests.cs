using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Mail;

/// <summary>Asking for mails about replies, and the page behind the link of a mail, in Chromium.</summary>
public sealed partial class ReplyMailPageTests(MailFixture site) : IClassFixture<MailFixture>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("phone-light", 390, ColorScheme.Light, false)]
    [InlineData("desktop-dark", 1280, ColorScheme.Dark, true)]
    public async Task Commenter_AsksByTheBox_AndConfirmsOnAPage(string name, int width, ColorScheme scheme, bool javaScript)
    {
        var path = await site.PublishAsync($"The ferry ({name})", $"ferry-{name}");
        var reader = await site.OpenReaderAsync(javaScript, scheme, width);
        await reader.GotoAsync(path);
        await reader.FillCommentAsync($"Ada {name}", "Will it be louder?");
        await reader.GetByLabel("Notify me of replies to my comment by email.").CheckAsync();
        await reader.KeepAsync($"reply-box-{name}");
        await reader.GetByRole(AriaRole.Button, new() { Name = "Post Comment" }).ClickAsync();

        var mail = await site.Server.NextAsync(Cancel);
        Assert.Equal([$"ada.{name}@example.org"], mail.To);
        var link = Link().Match(mail.Source.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)).Groups[1].Value;
        await reader.GotoAsync(link);
        await reader.KeepAsync($"mail-confirm-{name}");
        if (javaScript) await reader.AssertAccessibleAsync($"mail-confirm-{name}");
        Assert.Equal(0, await reader.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        await reader.Keyboard.PressAsync("Tab");
        await reader.GetByRole(AriaRole.Button, new() { Name = "Send me these mails" }).PressAsync("Enter");
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "You will hear of replies" })).ToBeVisibleAsync();
        await reader.KeepAsync($"mail-confirmed-{name}");
        await reader.GotoAsync("/mail?t=nothing");
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "This link is of no use any more" })).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"https://estuary\.example(/mail\?t=[A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
