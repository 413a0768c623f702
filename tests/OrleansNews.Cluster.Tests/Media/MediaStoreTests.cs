using System.Net;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Processes;

namespace OrleansNews.Media;

/// <summary>Where the files of pictures rest, by the settings of a host that runs.</summary>
public sealed class MediaStoreTests(PostgresServerFixture postgres) : IDisposable
{
    // One pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_InAzureBlobs_BesideAStateInPostgres_AreThereAlone_AndAfterARestart()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var connection = await postgres.Server.CreateDatabaseAsync();
        await using var cluster = new ClusterProcesses(_folder, connection, "--Media:Store=AzureBlob", $"--Media:AzureBlob:ConnectionString={azurite.ConnectionString}", "--Media:AzureBlob:ContainerName=pictures");
        var silo = await cluster.StartSiloAsync();
        var front = await cluster.StartFrontEndAsync();
        await StaffAccounts.CreateAsync(cluster.Settings, "mara", Role.Author);

        var file = await UploadAsync(front);

        var container = new BlobContainerClient(azurite.ConnectionString, "pictures");
        var blobs = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancel)) blobs.Add(blob.Name);
        Assert.NotEmpty(blobs);
        Assert.All(blobs, name => Assert.StartsWith("objects/", name, StringComparison.Ordinal));
        var database = connection.Split("Database=")[1].Split(';')[0];
        Assert.Equal("0", (await postgres.Server.SqlAsync(database, "SELECT count(*) FROM StoredObject")).Trim());

        Assert.Equal(0, await silo.StopAsync());
        await cluster.StartSiloAsync();
        var again = await cluster.StartFrontEndAsync();
        using var reader = again.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(file, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Pictures_InAFolder_AreFilesThere_AndNotInTheData()
    {
        var pictures = _folder["pictures"];
        await StaffAccounts.CreateAsync(_folder["data"], "mara", Role.Author);
        await using var host = await HostProcess.StartAsync(_folder["data"], $"--Media:Folder={pictures}");

        await UploadAsync(host);

        Assert.NotEmpty(Directory.EnumerateFiles(pictures, "*", SearchOption.AllDirectories));
        var objects = Path.Combine(_folder["data"], "objects");
        Assert.True(!Directory.Exists(objects) || !Directory.EnumerateFiles(objects, "*", SearchOption.AllDirectories).Any());
    }

    [Theory]
    [InlineData("--Media:Store=AzureBlob", "Media:AzureBlob:ConnectionString")]
    [InlineData("--Media:Store=Elsewhere", "Media:Store")]
    [InlineData("--Media:Store=AzureBlob --Media:Folder=/tmp --Media:AzureBlob:ServiceUri=https://news.blob.core.windows.net", "Media:Folder")]
    public async Task Start_WithSettingsThatCannotWork_NamesTheKey(string settings, string key)
    {
        var (code, output, errors) = await HostProcess.RunAsync(["--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", .. settings.Split(' ')]);

        Assert.NotEqual(0, code);
        Assert.Contains(key, output + errors, StringComparison.Ordinal);
    }

    // Answers the address of a file of it, once that is made.
    private static async Task<string> UploadAsync(HostProcess host)
    {
        using var mara = await StaffAccounts.SignInAsync(host, "mara");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Png), "file", "pixel.png" } };
        using var answer = await mara.PostAsync("/newsroom/media", form, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await mara.GetStringAsync(answer.Headers.Location, Cancel);
        var file = System.Text.RegularExpressions.Regex.Match(page, "(?:src|srcset)=\"(/media/[^\" ]+)").Groups[1].Value;
        using var picture = await mara.GetAsync(file, Cancel);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        return file;
    }
}
