using Passband.Imaging;
using Passband.Kernels;
using Passband.Models;
var net = ModelFile.Open(args[0]);
var e = net.FindLayer(args[1])!;
if (args.Contains("info")) { foreach (var l in net.Layers) Console.WriteLine($"{l.Index} {l.Name} {l.Bank.Shape} {l.Input} {l.Operator}"); return; }
File.WriteAllBytes(args[2], KernelSheet.ToPng(e, new KernelSheetOptions { Response = args.Contains("r"), Labels = args.Contains("l"), Dark = args.Contains("d"), Scale = args.Contains("e") ? KernelScale.Each : KernelScale.Common, Names = args.Contains("l")? [..Enumerable.Range(0,64).Select(i => "center-surround")]:[] }));
