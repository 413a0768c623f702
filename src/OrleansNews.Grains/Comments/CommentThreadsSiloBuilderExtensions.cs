using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>What comment threads need in a silo.</summary>
internal static class CommentThreadsSiloBuilderExtensions
{
    internal static ISiloBuilder AddCommentThreads(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<ThreadOptions>().BindConfiguration(ThreadOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<ThreadOptions>, ThreadOptionsValidator>();
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(ThreadJson.Default);
        silo.Services.AddSingleton<ThreadInstruments>();
        return silo;
    }
}
