import './styles/index.css';
import { parseReport } from './data/report';
import { showReport } from './views/page';

function textOf(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`The page holds no ${id}.`);
  return text;
}

showReport(document.getElementById('report')!, parseReport(textOf('passband-explanation'), textOf('passband-weights')));
