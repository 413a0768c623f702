using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Processes;

namespace OrleansNews.Newsroom;

/// <summary>A planned story and a process that is killed before its second.</summary>
public sealed partial class ScheduleRestartTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Story_PlannedBeforeAKill_GoesOutOnceAfterTheStart_WithTheSecondThatWasPlanned()
    {
        DateTimeOffset at;
        string address;
        await StaffAccounts.CreateAsync(_folder["data"], "edith", Role.Editor);
        await using (var host = await HostProcess.StartAsync(_folder["data"]))
        {
            using var browser = await StaffAccounts.SignInAsync(host, "edith");
            using var begun = await browser.PostAsync("/newsroom/stories", null, Cancel);
            address = begun.Headers.Location!.OriginalString;
            at = await PlannedMoment.ChooseAsync(TimeSpan.FromSeconds(6), async (moment, version) =>
            {
                var story = StaffAccounts.Form(
                    ("title", "Killed in time"), ("body", "It goes out all the same."), ("version", version.ToString(CultureInfo.InvariantCulture)), ("format", "Markdown"),
                    ("at", moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)));
                using var planned = await browser.PostAsync(address + "/schedule", story, Cancel);
                Assert.Equal(HttpStatusCode.SeeOther, planned.StatusCode);
            });
            Assert.DoesNotContain("Killed in time", await browser.GetStringAsync("/feed/", Cancel), StringComparison.Ordinal);
            await host.KillAsync();
            PlannedMoment.AssertBefore(at);
        }

        await using var again = await HostProcess.StartAsync(_folder["data"]);
        using var reader = new HttpClient { BaseAddress = again.Site };
        string feed;
        while (!(feed = await reader.GetStringAsync("/feed/", Cancel)).Contains("Killed in time", StringComparison.Ordinal)) await Task.Delay(100, Cancel);
        using var staff = await StaffAccounts.SignInAsync(again, "edith");
        await StoryHistory.ShowsOnePublicationAsync(staff, address, at);
        Assert.Single(Item().Matches(feed));
        Assert.Contains(at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture), feed, StringComparison.Ordinal);
    }

    [GeneratedRegex("<item>")]
    private static partial Regex Item();
}
