using Azure;
using Azure.Identity;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>What Azure's client throws, in the words of a store.</summary>
internal static class AzureBlobFaults
{
    /// <summary>Whether the account, or the way to it, is what failed. The client reports its attempts together when it has given up.</summary>
    public static bool AreOfTheService(Exception fault) =>
        fault is RequestFailedException or AuthenticationFailedException or TimeoutException or IOException or OperationCanceledException
        || (fault is AggregateException several && several.InnerExceptions.All(AreOfTheService));

    /// <summary>A sentence without what the client says beside it.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        RequestFailedException { Status: 403 } => "it refuses this key or identity. Give it the role Storage Blob Data Contributor.",
        RequestFailedException { Status: > 0 } refused => $"{refused.ErrorCode} ({refused.Status}).",
        AggregateException several => Reason(several.InnerExceptions[^1]),
        _ => fault.Message.Split('\n')[0],
    };

    /// <summary>What a grain is told.</summary>
    public static GrainStorageUnavailableException Unavailable(Exception fault) => new($"The storage account did not do it: {Reason(fault)}", fault);
}
