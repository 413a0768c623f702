using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A front end whose cluster is killed under it, and which is killed and started again itself meanwhile.</summary>
public sealed class OutageTests : IDisposable
{
    private const string Site = "https://news.example.org";
    private const string Moderated = "word-that-was-hidden";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly int _gateway = LoopbackPorts.Next();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FrontEnd_WithoutItsCluster_ServesItsPages_KeepsWhatIsTyped_AndGoesOnWhenItIsBack()
    {
        var all = await StartAllAsync();
        var (read, article) = await Stories.PublishAsync(all, _folder["data"], _folder, "The ferry runs again", "ferry");
        var (unread, quietArticle) = await Stories.PublishAsync(all, _folder["data"], _folder, "The lock is shut", "lock", "Nobody passes the lock.");
        await StaffAccounts.CreateAsync(_folder["data"], "mo", Role.Moderator);
        using var moderator = await StaffAccounts.SignInAsync(all, "mo");
        await PostAsync(moderator, article, "It left on time.");
        var hidden = await PostAsync(moderator, quietArticle, Moderated);
        var web = await StartWebAsync();
        using (var reader = web.CreateClient())
        {
            Assert.Contains("It left on time.", await reader.GetStringAsync(read), StringComparison.Ordinal);
            await UntilAsync(async () => await CopiesAsync() is var copies && copies.Any(copy => copy.Contains(Moderated, StringComparison.Ordinal)) && await WarmCopies.CoverageAsync(web) >= 1);
            using var decision = await moderator.PutAsJsonAsync($"/api/comments/{hidden}/status", new { status = "trash" });
            decision.EnsureSuccessStatusCode();
            // Nobody reads the page: the front end has to find out by itself.
            await UntilAsync(async () => (await CopiesAsync()).All(copy => !copy.Contains(Moderated, StringComparison.Ordinal)));
            await UntilAsync(async () => !(await File.ReadAllTextAsync(_folder["web", "pages", "fragments.json"])).Contains(Moderated, StringComparison.Ordinal));

            await all.KillAsync();
            await AssertServesAloneAsync(web, reader, read, unread, article);
        }

        await web.KillAsync();
        web = await StartWebAsync();
        using (var reader = web.CreateClient())
        {
            await AssertServesAloneAsync(web, reader, read, unread, article);

            all = await StartAllAsync();
            await UntilAsync(async () =>
            {
                using var page = await reader.GetAsync(read);
                return page.StatusCode == HttpStatusCode.OK && !page.Headers.Contains("X-OrleansNews-Stale");
            });
            await PostAsync(reader, article, "And it came back.");
            await UntilAsync(async () => (await reader.GetStringAsync(read)).Contains("And it came back.", StringComparison.Ordinal));
            Assert.DoesNotContain(Moderated, await reader.GetStringAsync(unread), StringComparison.Ordinal);
        }

        Assert.Equal(0, await web.StopAsync());
        await web.DisposeAsync();
        await all.DisposeAsync();
    }

    private static async Task AssertServesAloneAsync(HostProcess web, HttpClient reader, string read, string unread, long article)
    {
        foreach (var (path, text) in new[] { (read, "It left on time."), (unread, "Nobody passes the lock."), ("/", "The ferry runs again") })
        {
            string page = "";
            await UntilAsync(async () =>
            {
                using var answer = await reader.GetAsync(path);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}\n{web.Errors}");
                page = await answer.Content.ReadAsStringAsync();
                // A page that was confirmed within the last second is not stale yet.
                return answer.Headers.Contains("X-OrleansNews-Stale") && answer.Headers.Age is not null;
            });
            Assert.Contains(text, page, StringComparison.Ordinal);
            Assert.DoesNotContain(Moderated, page, StringComparison.Ordinal);
        }

        foreach (var (path, text) in new[]
        {
            ("/feed/", "The ferry runs again"), ("/feed/atom/", "The ferry runs again"), ("/sitemap.xml", "/sitemap-1.xml"), ("/sitemap-1.xml", unread), ("/news-sitemap.xml", "<loc>"), ("/robots.txt", "/news-sitemap.xml"),
        })
        {
            using var document = await reader.GetAsync(path);
            Assert.True(document.StatusCode == HttpStatusCode.OK, $"{path}: {document.StatusCode}\n{web.Errors}");
            var says = await document.Content.ReadAsStringAsync();
            Assert.Contains(text, says, StringComparison.Ordinal);
            Assert.Contains(Site, says, StringComparison.Ordinal);
            Assert.Equal(path switch { "/feed/" => "application/rss+xml", "/feed/atom/" => "application/atom+xml", "/robots.txt" => "text/plain", _ => "application/xml" }, document.Content.Headers.ContentType?.MediaType);
        }

        using var answer = await reader.PostAsync("/comments", StaffAccounts.Form(
            ("comment_post_ID", article.ToString(CultureInfo.InvariantCulture)), ("author", "Ada"), ("email", "ada@example.org"), ("comment", "Half an hour of work.")));
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}\n{web.Errors}");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Half an hour of work.</textarea>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HostProcess> StartAllAsync() =>
        HostProcess.StartAsync(_folder["data"], [.. CommentLoad.Unlimited, "--Cluster:OpenGateway=true", $"--Site:Address={Site}", $"--Cluster:GatewayPort={_gateway}"]);

    private Task<HostProcess> StartWebAsync() =>
        HostProcess.StartAsync(_folder["web"], "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{_gateway}", "--Limits:Enabled=false", "--Read:Deadline=00:00:02", "--Read:WriteDeadline=00:00:04");

    private static async Task<long> PostAsync(HttpClient client, long article, string text)
    {
        using var answer = await client.PostAsJsonAsync($"/api/articles/{article}/comments", new { author = "Ada", email = "ada@example.org", text });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<long>();
    }

    private async Task<List<string>> CopiesAsync()
    {
        var copies = new List<string>();
        if (!Directory.Exists(_folder["web", "pages"])) return copies;
        foreach (var name in Directory.EnumerateFiles(_folder["web", "pages"], "*.page", SearchOption.AllDirectories))
        {
            try
            {
                await using var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                while (file.ReadByte() is not ('\n' or -1))
                {
                }

                using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
                copies.Add(await text.ReadToEndAsync());
            }
            catch (FileNotFoundException)
            {
                // It was replaced or deleted between the listing and the look.
            }
        }

        return copies;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds()) await Task.Delay(50, patience.Token);
    }
}
