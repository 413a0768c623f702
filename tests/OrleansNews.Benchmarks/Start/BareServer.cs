using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Benchmarks.Start;

/// <summary>The least that can be started and answer a page: Kestrel and one endpoint. It reports as the host does.</summary>
internal static class BareServer
{
    /// <summary>What runs it when it is this program's first argument.</summary>
    public const string Argument = "bare-server";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("hello"));
        await app.StartAsync();
        Console.WriteLine($"  pages  {app.Urls.Single()}");
        Console.WriteLine("Ready.");
        await app.WaitForShutdownAsync();
    }
}
