using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Processes;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Every kind of mail, sent to a server and read by a program that others wrote.</summary>
public sealed partial class ForeignMailTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_ToModeratorsAuthorsAndCommenters_AreTakenAndUnderstood_AndTheirLinksFollowed()
    {
        using var certificate = new TemporaryCertificate();
        await using var server = await ForeignMailServer.StartAsync(certificate, Cancel);
        await using var site = new Newspaper(server, certificate);
        await site.InitializeAsync();
        foreach (var (login, role) in new[] { ("mo", Role.Moderator), ("al", Role.Author) })
            Assert.Equal(CreateAccountResult.Created, await site.Grains.GetGrain<IStaffGrain>(0).CreateAsync(new(login, login, $"{login}@example.org", role, "hash"), Actor.System));
        var article = await site.Grains.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique() with { Title = "Der Hafen – ein Ärgernis" }, actor: new("al", "Al", Role.Editor));
        var story = (await article.GetPublishedAsync(0))!;
        using var browser = site.NewBrowser();

        await PostAsync(browser, story, "Zoë", "zoe@example.org", "Two links wait: https://a.example https://b.example");
        var held = await site.NextAsync(["mo@example.org"]);
        AssertFromTheNewspaper(held);
        Assert.Contains("Der Hafen – ein Ärgernis", held.Subject, StringComparison.Ordinal);
        Assert.Contains("Zoë", held.Text, StringComparison.Ordinal);
        Assert.Contains("> Two links wait:", held.Text, StringComparison.Ordinal);
        Assert.Contains($"{MailSite.Address}/newsroom/comments", held.Text, StringComparison.Ordinal);

        var comment = await PostAsync(browser, story, "Cora", "cora@example.org", "The tide is high, 世界 🌊", wantsMail: true);
        var posted = await site.NextAsync(["al@example.org"]);
        AssertFromTheNewspaper(posted);
        Assert.Contains("> The tide is high, 世界 🌊", posted.Text, StringComparison.Ordinal);
        var question = await site.NextAsync(["cora@example.org"]);
        AssertFromTheNewspaper(question);
        Assert.Equal(("", ""), (question.Unsubscribe, question.UnsubscribePost));
        Assert.DoesNotContain("The tide is high", question.Text, StringComparison.Ordinal);
        using (var confirmed = await browser.PostAsync(LinkIn(question.Text), null, Cancel)) Assert.Contains("You will hear of replies", await confirmed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await PostAsync(browser, story, "Dan", "dan@example.org", "Not in the morning", parent: comment);
        var reply = await site.NextAsync(["cora@example.org"]);
        AssertFromTheNewspaper(reply);
        Assert.Contains("> Not in the morning", reply.Text, StringComparison.Ordinal);
        Assert.Equal(4, new[] { held, posted, question, reply }.Select(mail => mail.MessageId).Distinct().Count());

        // RFC 8058, as the program that read the mail understands it: one request, without cookies, to the address of the field.
        Assert.Equal("List-Unsubscribe=One-Click", reply.UnsubscribePost);
        Assert.StartsWith(MailSite.Address, reply.Unsubscribe, StringComparison.Ordinal);
        Assert.Contains(reply.Unsubscribe, reply.Text, StringComparison.Ordinal);
        using var program = new HttpClient { BaseAddress = site.Address };
        using var ended = await program.PostAsync(reply.Unsubscribe[MailSite.Address.Length..], new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        await PostAsync(browser, story, "Dan", "dan@example.org", "Too late", parent: comment);
        await PostAsync(browser, story, "Eve", "eve@example.org", "At noon", wantsMail: true);
        await site.NextAsync(["eve@example.org"]);
        Assert.Equal(2, site.Taken.Count(mail => mail.Recipients.Contains("cora@example.org")));
    }

    private static void AssertFromTheNewspaper(ForeignMail mail)
    {
        Assert.Equal((true, "news@example.org", "auto-generated"), (mail.IsSecure, mail.Sender, mail.AutoSubmitted));
        Assert.Contains("The Estuary", mail.From, StringComparison.Ordinal);
        Assert.Contains("news@example.org", mail.From, StringComparison.Ordinal);
        Assert.Matches("^<[^<>@ ]+@[^<>@ ]+>$", mail.MessageId);
        Assert.NotEqual(default, mail.Date);
    }

    private static async Task<CommentId> PostAsync(HttpClient browser, PublishedArticle story, string author, string email, string text, bool wantsMail = false, CommentId? parent = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["comment_post_ID"] = story.Id.ToString(), ["comment_parent"] = parent?.ToString() ?? "0", ["author"] = author, ["email"] = email, ["comment"] = text,
        };
        if (wantsMail) fields["notify_replies"] = "yes";
        using var answer = await browser.PostAsync("/comments", new FormUrlEncodedContent(fields), Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return CommentId.TryParse(answer.Headers.Location!.ToString().Split("#comment-")[1], out var id) ? id : throw new InvalidOperationException("The comment has no number.");
    }

    private static string LinkIn(string words) => Link().Match(words).Groups[1].Value;

    [GeneratedRegex(@"https://news\.example\.org(/mail\?t=[A-Za-z0-9_-]+)")]
    private static partial Regex Link();

    /// <summary>A front end of a newspaper that sends through the server; its clock goes on while a mail is waited for.</summary>
    private sealed class Newspaper : NewsSite
    {
        private readonly ForeignMailServer _server;
        private readonly List<ForeignMail> _others = [];
        private Task<ForeignMail>? _next;

        public Newspaper(ForeignMailServer server, TemporaryCertificate certificate)
        {
            _server = server;
            Cluster = new()
            {
                ConfigureSilo = silo =>
                {
                    silo.Services.Configure<MailOptions>(options =>
                    {
                        (options.Host, options.Port, options.Security, options.From) = ("127.0.0.1", server.Port, MailSecurity.StartTls, "news@example.org");
                        (options.Authority, options.User, options.Password) = (certificate.CertificateFile, ForeignMailServer.User, ForeignMailServer.Password);
                    });
                    silo.Services.Configure<SiteOptions>(options => options.Address = MailSite.Address);
                },
            };
        }

        /// <summary>Every mail that was taken.</summary>
        public List<ForeignMail> Taken { get; } = [];

        /// <summary>The next mail to these recipients; others are kept for who asks for them. Mails for several come in any order.</summary>
        public async Task<ForeignMail> NextAsync(string[] recipients)
        {
            if (_others.Find(mail => mail.Recipients.SequenceEqual(recipients)) is { } earlier)
            {
                _others.Remove(earlier);
                return earlier;
            }

            while (true)
            {
                var next = _next ??= _server.NextAsync(Cancel);
                while (!next.IsCompleted)
                {
                    Cluster.Time.Advance(TimeSpan.FromSeconds(2));
                    await Task.WhenAny(next, Task.Delay(20, Cancel));
                }

                _next = null;
                Taken.Add(await next);
                if (Taken[^1].Recipients.SequenceEqual(recipients)) return Taken[^1];
                _others.Add(Taken[^1]);
            }
        }
    }
}
