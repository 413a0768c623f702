using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OrleansNews.Settings;
using OrleansNews.Storage;

namespace OrleansNews.CommandLine;

/// <summary>What an operator can cure, in words for the terminal: the same for the newspaper and for every verb.</summary>
internal static class KnownFaults
{
    /// <summary>The message and exit code of a fault; null when it is none of an operator's, and its stack is what helps.</summary>
    public static CommandFailedException? Explain(Exception fault) => Causes(fault).Select(ExplainOne).FirstOrDefault(known => known is not null);

    private static CommandFailedException? ExplainOne(Exception fault) => fault switch
    {
        SettingException wrong => new(wrong.Message, ExitCodes.Usage),
        OptionsValidationException wrong => new(string.Join(Environment.NewLine, wrong.Failures), ExitCodes.Usage),
        InvalidDataException { InnerException: FormatException wrong } broken => new($"{broken.Message} {wrong.Message.TrimEnd('.')}. Correct the file.", ExitCodes.Usage),
        DataFolderException unusable => new($"{unusable.Message} The folder is chosen with --data DIR."),
        GrainStorageFormatException or GrainStorageUnavailableException => new(fault.Message),
        IOException { InnerException: AddressInUseException } => new($"{fault.Message} Stop the other program, or choose another address with --urls http://localhost:5090."),
        _ => null,
    };

    // A silo reports the failure of a start stage as it is, or as one of several.
    private static IEnumerable<Exception> Causes(Exception fault) => fault switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Causes).Prepend(fault),
        { InnerException: { } inner } => Causes(inner).Prepend(fault),
        _ => [fault],
    };
}
