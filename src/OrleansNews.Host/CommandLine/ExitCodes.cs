namespace OrleansNews.CommandLine;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something was tried and did not work; standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>Nothing was tried: the command line or a setting is wrong.</summary>
    public const int Usage = 2;
}
