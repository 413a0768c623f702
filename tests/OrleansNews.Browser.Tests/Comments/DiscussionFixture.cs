using Microsoft.Playwright;
using OrleansNews.Moderation;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Comments;

/// <summary>A newspaper whose comments appear at once, and an administrator who changes how they are shown.</summary>
public sealed class DiscussionFixture : DeskFixture
{
    protected override IEnumerable<string> Settings => ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false"];

    /// <summary>Sets how conversations are shown, on the settings page; what is not given is as at first.</summary>
    public async Task ShowAsync(bool threadReplies = true, bool newestOnTop = false, bool firstPageByDefault = false, int commentsPerPage = 50)
    {
        var settings = await OpenDeskAsync();
        await settings.GotoAsync("/newsroom/settings/discussion");
        await Field("threadReplies").SetCheckedAsync(threadReplies);
        await Field("newestOnTop").SetCheckedAsync(newestOnTop);
        await Field("firstPageByDefault").SetCheckedAsync(firstPageByDefault);
        await Field("commentsPerPage").FillAsync($"{commentsPerPage}");
        await settings.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(settings.GetByText("Saved.")).ToBeVisibleAsync();
        await settings.CloseAsync();

        ILocator Field(string name) => settings.Locator($"[id='discussion.{name}']");
    }
}
