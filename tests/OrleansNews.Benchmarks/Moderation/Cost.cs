namespace OrleansNews.Benchmarks.Moderation;

/// <summary>What the wave costs.</summary>
/// <param name="Microseconds">Processor time of the host for a comment.</param>
/// <param name="Cores">Processors that the host takes.</param>
/// <param name="SenderCores">Those that the senders take.</param>
/// <param name="Stored">Comments stored a second.</param>
internal sealed record Cost(double Microseconds, double Cores, double SenderCores, double Stored);
