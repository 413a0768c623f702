using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>The reference: Kestrel with one minimal endpoint that answers with the bytes of a file from memory, and logs and counts nothing.</summary>
internal static class BarePage
{
    /// <summary>What runs it when it is this program's first argument; the second is the file.</summary>
    public const string Argument = "bare-page";

    public static async Task RunAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/page", () => Results.Bytes(bytes, "text/html; charset=utf-8"));
        await app.StartAsync();
        Console.WriteLine($"  pages  {app.Urls.Single()}");
        Console.WriteLine("Ready.");
        await app.WaitForShutdownAsync();
    }

    /// <summary>Starts it as a process of its own.</summary>
    public static Task<HostProcess> StartAsync(string file) =>
        HostProcess.StartProgramAsync(Path.Combine(AppContext.BaseDirectory, typeof(BarePage).Assembly.GetName().Name!), [Argument, file]);
}
