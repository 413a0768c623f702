using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A newspaper in Azure's blobs that has no key: the account knows the machine.</summary>
public sealed class AzureBlobIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Newspaper_OfAMachineWithAnIdentity_NeedsNoKey()
    {
        await using var identity = new MachineIdentity();
        using var certificate = new TemporaryCertificate();
        await using var azurite = await AzuriteServer.StartForIdentitiesAsync(certificate.CertificateFile, certificate.KeyFile);
        string front;
        await using (var first = await StartAsync("first", "--demo"))
        {
            using var reader = first.CreateClient();
            front = StoriesOf(await reader.GetStringAsync("/"));
            Assert.Equal(0, await first.StopAsync());
        }

        // Another folder: all that there is came from the blobs.
        await using var again = await StartAsync("again");
        using var later = again.CreateClient();
        Assert.Equal(front, StoriesOf(await later.GetStringAsync("/")));
        Assert.All(identity.Asked, resource => Assert.Equal("https://storage.azure.com", resource));
        Assert.True(identity.Asked.Count >= 2, "Two processes asked for tokens.");

        async Task<HostProcess> StartAsync(string data, params string[] more)
        {
            string[] settings = ["--data", _folder[data], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Storage:Provider=AzureBlob", $"--Storage:AzureBlob:ServiceUri={azurite.ServiceUri}", .. more];
            var host = await HostProcess.StartInAsync(_folder.Path, [("SSL_CERT_FILE", certificate.CertificateFile), .. identity.Variables], settings);
            await host.UntilReadyAsync();
            return host;
        }
    }

    private static string StoriesOf(string page)
    {
        var begin = page.IndexOf("<article", StringComparison.Ordinal);
        Assert.True(begin > 0, page);
        return page[begin..(page.LastIndexOf("</article>", StringComparison.Ordinal) + 1)];
    }
}
