using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace OrleansNews.Comments;

internal static class CommentsSiloBuilderExtensions
{
    /// <summary>Everything around the comment thread: intake, commenters, seals, votes, the latest comments.</summary>
    internal static ISiloBuilder AddComments(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(CommentsJson.Default);
        silo.Services.AddSingleton<CommenterKeys>();
        silo.Services.AddSingleton<IntakeMemory>();
        silo.Services.AddSingleton<CommentInstruments>();
        silo.Services.AddOptions<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsValidator>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DayKeyTicker>();
        return silo;
    }
}
