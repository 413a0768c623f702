using System.Net;
using System.Text;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>Forms that no browser sends.</summary>
public class FormsTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Malformed
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var address in new[] { "/comments", "/wp-comments-post.php", "/comments/{0}/vote", "/comments/{0}/flag", "/comments/{0}/edit", "/login", "/login/lost-password", "/setup" })
            {
                data.Add(address, "multipart/form-data", "x");
                data.Add(address, "multipart/form-data; boundary=b", "x");
                data.Add(address, "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"vote\"\r\n\r\nup");
                data.Add(address, "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1500).Select(key => $"k{key}=")));
                // The one address that is described says which types it takes: it answers 415.
                if (address != "/comments") data.Add(address, "text/plain", "vote=up");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Form_ThatCannotBeRead_IsABadRequestAndNoError(string address, string type, string body)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Here.");
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await site.NewBrowser().PostAsync(address.Replace("{0}", comment.Id.ToString(), StringComparison.Ordinal), content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Form_LargerThanItsAddressTakes_IsTooLarge()
    {
        using var answer = await site.NewBrowser().PostAsync("/setup", new FormUrlEncodedContent([new("login", new string('a', 20_000))]), Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }
}
