using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Site;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Mail;

/// <summary>A newspaper that has no mail server, as every one begins, and the same one when it has.</summary>
public sealed class MailOffTests : IDisposable
{
    private const string File = "grains";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-off-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Newspaper_WithoutAMailServer_KeepsNothing_AndMailsNothingOfItOnceItHasOne()
    {
        var stories = new List<PublishedArticle>();
        await using (var silent = await StartAsync(isOn: false))
        {
            await silent.StaffAsync("mo", Role.Moderator);
            await silent.StaffAsync("al", Role.Editor);
            var settings = (await silent.Cluster.Client.GetGrain<ISiteGrain>(0).GetAsync(0))!;
            Assert.Equal((false, false), (settings.SendsMail, settings.Discussion.OfferReplyMail));

            // The last that happened under each is of another kind.
            for (var i = 0; i < 3; i++) stories.Add(await silent.PublishAsync($"Story {i}"));
            await silent.CommentAsync(stories[0], "Ann", "Old and visible", wantsReplyMail: true);
            Assert.Equal(CommentStatus.Held, (await silent.CommentAsync(stories[1], "Ben", "Old and held https://a.example https://b.example", wantsReplyMail: true)).Status);
            await silent.DecideAsync((await silent.CommentAsync(stories[2], "Cid", "Old and approved https://a.example https://b.example", wantsReplyMail: true)).Id, Decision.Approve);

            // What is told later would be told now.
            foreach (var story in stories) await silent.DeliveredAsync(story);
            foreach (var state in new[] { "mail-outbox", "mail-consent" })
                Assert.Equal(0, silent.Cluster.Storage.CountOf(StorageOperation.Write, state));
        }

        await using var site = await StartAsync(isOn: true);
        site.Cluster.Time.Advance(TimeSpan.FromDays(1));
        foreach (var story in stories)
        {
            await site.DeliveredAsync(story);
            await site.CommentAsync(story, "Dan", $"New under {story.Title}");
            await site.CommentAsync(story, "Eve", $"New and held under {story.Title} https://a.example https://b.example");
        }

        var (told, untold) = (new List<ReceivedMail>(), new HashSet<string>(stories.SelectMany(story => new[] { $"New under {story.Title}", $"New and held under {story.Title}" })));
        while (untold.Count > 0)
        {
            told.Add(await site.NextAsync(Cancel));
            untold.RemoveWhere(text => MailSite.Read(told[^1]).TextBody!.Contains(text, StringComparison.Ordinal));
        }

        Assert.All(told, mail => Assert.DoesNotContain("Old", MailSite.Read(mail).TextBody, StringComparison.Ordinal));
        Assert.All(told, mail => Assert.Contains(mail.To.Single(), (string[])["mo@example.org", "al@example.org"]));
    }

    private Task<MailSite> StartAsync(bool isOn) => MailSite.StartAsync(
        new SmtpListener(),
        options =>
        {
            if (!isOn) (options.Host, options.Port, options.Security, options.From) = ("", new MailOptions().Port, new MailOptions().Security, "");
        },
        silo =>
        {
            silo.AddSqliteGrainStorage(File, options => options.DataDirectory = _folder.FullName);
            silo.Services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (services, _) => new FaultyGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(File)));
        });
}
