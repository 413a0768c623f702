using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Polly;

namespace OrleansNews.Moderation;

internal static class ClassifierSiloBuilderExtensions
{
    private const int MostConnections = 32;
    private const int LargestAnswer = 64 << 10;

    /// <summary>The client of the classifier: a bound in time for each request, and a circuit that opens when half of them fail, so that an outage delays no comment.</summary>
    internal static ISiloBuilder AddClassifier(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<ClassifierOptions>().BindConfiguration(ClassifierOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<ClassifierOptions>, ClassifierOptionsValidator>();
        silo.Services.AddSingleton<CommentClassifier>();
        var client = silo.Services.AddHttpClient(CommentClassifier.Client)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = MostConnections });
        client.AddResilienceHandler(CommentClassifier.Client, static (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<ClassifierOptions>>().Value;
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredKeyedService<TimeProvider>(NewsClock.Key);
            pipeline
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 5,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = options.Pause,
                })
                .AddTimeout(options.Timeout);
        });
        client.AddHttpMessageHandler(static () => new WholeAnswers(LargestAnswer));
        return silo;
    }
}
